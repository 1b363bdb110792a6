"""Records as tables: CSV and JSON Lines."""

from tests.web.articles import HOSTILE
from tests.web.reading import lines_of, rows_of


def test_cells_are_never_formulas(client_of):
    """A spreadsheet runs what begins with = + - @, a tab or a line end."""
    client = client_of(HOSTILE, {"id": "plain", "body": "نص"})
    for row in rows_of(client.get("/search.csv?q=نص")):
        assert not [cell for cell in row if cell.startswith(tuple("=+-@\t\r"))]
    assert "'=HYPERLINK" in client.get("/search.csv?q=نص").text


def test_a_line_of_json_is_one_line_for_every_program(client_of):
    """Line ends of Unicode within a text are escaped, and read as they were printed."""
    body = "نفط\u2028خام\u2029غاز\x85ذهب"
    client = client_of({"id": "a", "body": body}, {"id": "b", "body": "نفط"})
    response = client.get("/search.jsonl?q=نفط")
    assert not {"\u2028", "\u2029", "\x85"} & set(response.text)
    printed = {line["id"]: line["body"] for line in lines_of(response)}
    assert printed["a"] == client.get("/api/v1/articles/a").json["body"]


def test_rows_tell_whether_all_words_are_there(client_of):
    """Articles with most of the words follow those with all of them."""
    client = client_of("أسعار النفط والغاز", "أسعار النفط")
    query = "q=أسعار النفط والغاز"
    names, *rows = rows_of(client.get(f"/search.csv?{query}"))
    column = names.index("فيه كل الكلمات")
    assert [(row[0], row[column]) for row in rows] == [("0", "نعم"), ("1", "لا")]
    lines = lines_of(client.get(f"/search.jsonl?{query}"))
    assert [(line["id"], line["complete"]) for line in lines] == [("0", True), ("1", False)]
