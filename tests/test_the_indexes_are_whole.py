"""The index of the decisions and that of the documents name all there are, once."""

import re

from source_tree import ROOT

DECISIONS = (ROOT / "DECISIONS.md").read_text(encoding="utf-8")
DOCS = ROOT / "docs"


def anchor(heading):
    """What a heading is linked by."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_every_decision_is_in_the_index_in_order():
    headings = re.findall(r"^## (.+)$", DECISIONS, re.MULTILINE)
    index = re.findall(r"^- \[(.+)\]\(#(.+)\)$", DECISIONS, re.MULTILINE)
    plain = [heading.replace("`", "") for heading in headings]
    assert [text.replace("`", "") for text, _ in index] == plain
    assert [link for _, link in index] == [anchor(heading) for heading in headings]
    assert [int(heading.partition(".")[0]) for heading in headings] == [
        *range(1, len(headings) + 1)
    ]


def test_every_page_is_in_the_index():
    listed = re.findall(
        r"^\| \[(.+\.md)\]\(\1\)", (DOCS / "README.md").read_text("utf-8"), re.MULTILINE
    )
    pages = {path.name for path in DOCS.glob("*.md")} - {"README.md"}
    assert len(listed) == len(set(listed))
    assert set(listed) == pages


def test_every_link_between_the_documents_leads_somewhere():
    for page in [*DOCS.glob("*.md"), *ROOT.glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
