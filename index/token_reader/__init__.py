"""The network that reads word pieces for comparing question and sentence token by token."""
