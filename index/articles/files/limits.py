"""How much is read at once, and how much of it: each bound, and why an honest file keeps it.

Nothing bounds how large an archive is: it is read as a stream, and what is bounded is a part of it.
"""

#: A file may unpack to this many times its size beyond the first bytes. Measured on news as JSON
#: Lines: 4 times by gzip, 6 by xz; a file of one line repeated unpacks to a thousand times.
LARGEST_RATIO, FREE_BYTES = 200, 16 * 1024 * 1024
#: The packed bytes that Zstandard unpacks at once: at most 16 MiB come of them.
ZSTD_CHUNK = 512
#: The bytes that xz may need to unpack: its strongest preset takes 65 MiB.
XZ_MEMORY = 128 * 1024 * 1024
#: The files in a zip file, and the bytes of the list of them: 400 for each.
MOST_MEMBERS, LARGEST_DIRECTORY = 10_000, 4 * 1024 * 1024
#: The values of a record and of a document as Python has them, by brackets, braces and commas
#: outside of texts: some 200 bytes each. Set by hand: records of agencies have hundreds.
MOST_VALUES, MOST_VALUES_OF_A_DOCUMENT = 200_000, 500_000
#: The cells of a line of a table: spreadsheets have 16,384 columns.
MOST_CELLS = 100_000
#: The faults in a row after which a file is no archive of articles: each costs time, not memory.
MOST_FAULTS_IN_A_ROW = 100_000
#: The faults that are kept and listed of a run, and the reasons for which things are passed over.
MOST_LISTED = 50
#: The characters of the longest reason that is told.
LONGEST_REASON = 300
