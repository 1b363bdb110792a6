"""What of an article is embedded, and the key by which its vector is known.

The key is a hash of that text: a vector outlives every rebuild, and an article that is printed
otherwise has none until it is embedded again.
"""

from hashlib import blake2b

#: The characters of a body that are embedded behind its title.
CHARACTERS = 200
#: The bytes of a key.
KEY = 16


def passage(title: str, body: str) -> str:
    """Return what is embedded of an article; body is without what its source repeats.

    >>> passage("عنوان", " متن   طويل ")
    'عنوان متن طويل'
    """
    return " ".join(f"{title} {body[:CHARACTERS]}".split())


def key_of(text: str) -> bytes:
    """Return the key of a passage, KEY bytes.

    >>> len(key_of("نفط")), key_of("نفط") == key_of("غاز")
    (16, False)
    """
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=KEY).digest()
