"""The bytes of files, unpacked, and their text."""
