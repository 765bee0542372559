"""What the checks of the house know of C: comments, texts, preprocessor lines, and where functions and declarations
begin and end. It is no compiler: it counts on the form that clang-format gives."""
import collections
import re

# A comment, a text or a character; whatever else begins with one of their first characters is code.
PIECE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
PREPROCESSOR = re.compile(r"^[ \t]*#(?:\\\n|[^\n])*", re.M)
EXTERN_C = re.compile(r'\bextern\s+"C"\s*\{')

# A function, a type, a variable: its text without comments, and its first and last line, from 1.
Item = collections.namedtuple("Item", "text first last")


def blanks(match):
    """As many lines and columns, but nothing in them."""
    return re.sub(r"[^\n]", " ", match if isinstance(match, str) else match.group())


def comments_of(text):
    return [match.group() for match in PIECE.finditer(text) if match.group()[0] == "/"]


def code_of(text):
    """The text with blanks for comments, for what is between quotes, and for preprocessor lines."""
    def bare(match):
        piece = match.group()
        return blanks(piece) if piece[0] == "/" else piece[0] + blanks(piece[1:-1]) + piece[-1]
    # Quotes of a preprocessor line may be odd (#error don't), those of a comment too: comments go first.
    code = PIECE.sub(lambda m: blanks(m) if m.group()[0] == "/" else m.group(), text)
    return PIECE.sub(bare, EXTERN_C.sub(blanks, PREPROCESSOR.sub(blanks, code)))


def items_of(text):
    """What a file defines and declares at its outermost level, in order. ValueError when braces do not match."""
    code = code_of(text)
    start = depth = 0
    for match in re.finditer(r"[{};]", code):
        depth += {"{": 1, "}": -1, ";": 0}[match.group()]
        item = code[start:match.end()]
        if depth == 0 and (match.group() == ";" or is_function(item)):
            first = start + len(item) - len(item.lstrip())
            yield Item(item.strip(), code.count("\n", 0, first) + 1, code.count("\n", 0, match.start()) + 1)
            start = match.end()
    if depth != -len(EXTERN_C.findall(text)):
        raise ValueError("its braces do not match")


def is_function(item):
    """Whether a text that ends with the brace of its first one is a function with its body."""
    return item.partition("{")[0].rstrip().endswith(")")
