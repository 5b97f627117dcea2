"""The chat on any other website: the script that a page includes, and a site to try it on."""
