"""Question sets in the BEIR form: read, asked and measured (``shoroku bench beir``)."""
