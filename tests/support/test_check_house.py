#!/usr/bin/env python3
"""What check_house.py finds, and what it leaves alone: a check that cannot fail is none."""
import unittest

import check_house
import c_text


def function_of(lines, above=""):
    return "%sint f(void)\n{\n%s    return 0;\n}\n" % (above, "    g();\n" * (lines - 4))


class Names(unittest.TestCase):
    def faults(self, *names):
        return list(check_house.check_names(names))

    def test_a_name_is_given_once(self):
        self.assertEqual(len(self.faults("native/src/a/x.c", "tests/unit/a/x.c")), 1)
        self.assertEqual(len(self.faults("native/src/os/posix/x.c", "native/src/base/x.c")), 0)
        self.assertEqual(len(self.faults("native/src/os/win/x.c", "native/src/os/win/x.c")), 1)

    def test_twins_and_names_that_tools_want_may_repeat(self):
        self.assertEqual(self.faults("native/src/os/posix/x.c", "native/src/os/win/x.c"), [])
        self.assertEqual(self.faults("native/README.md", "tests/README.md", "native/CMakeLists.txt", "tests/CMakeLists.txt"), [])


class Functions(unittest.TestCase):
    def faults(self, text):
        return list(check_house.check_functions(text))

    def test_sixty_lines_are_the_most(self):
        self.assertEqual(self.faults("\n" + function_of(60)), [])
        self.assertEqual(len(self.faults("\n" + function_of(61))), 1)

    def test_a_long_one_says_why(self):
        self.assertEqual(self.faults(function_of(61, "/* long: one table */\n")), [])
        self.assertEqual(len(self.faults(function_of(61, "/* long: */\n"))), 1)
        self.assertEqual(len(self.faults(function_of(61, "/* long: one table */\n\n"))), 1)

    def test_braces_in_texts_comments_and_macros_are_none(self):
        odd = '    g("}\\"}", \'}\', \'\\\'\'); /* } */ // }\n#define H \\\n    }\n'
        text = "\nint f(void)\n{\n" + odd + "    g();\n" * 60 + "}\nint h(void)\n{\n}\n"
        self.assertEqual([fault.split(":")[0] for fault in self.faults(text)], ["2"])

    def test_braces_that_do_not_match_are_not_passed_over(self):
        with self.assertRaises(ValueError):
            self.faults("int f(void)\n{\n    {\n}\n")

    def test_the_braces_of_extern_c_hold_nothing(self):
        text = '#ifdef __cplusplus\nextern "C" {\n#endif\nint f(void);\n#ifdef __cplusplus\n}\n#endif\n'
        self.assertEqual([item.text for item in c_text.items_of(text)], ["int f(void);"])

    def test_a_table_is_no_function(self):
        self.assertEqual(self.faults("\nint t[] = {\n" + "    1,\n" * 61 + "};\n"), [])


class Heads(unittest.TestCase):
    def faults(self, text):
        return list(check_house.check_head("native/src/a/x.h", text))

    def test_a_file_begins_with_its_name_and_what_it_is(self):
        self.assertEqual(self.faults("/* x.h - everything. */\n"), [])
        self.assertEqual(self.faults("/* clang-format off */\n/* x.h - everything. */\n"), [])
        for head in ("", "/* y.h - everything. */\n", "/* x.h */\n", "\n/* x.h - everything. */\n", "#ifndef X_H\n"):
            self.assertEqual(len(self.faults(head)), 1, head)


class Declarations(unittest.TestCase):
    def faults(self, text):
        return [fault.split(":")[0] for fault in check_house.check_declarations(text)]

    def test_each_is_explained(self):
        self.assertEqual(self.faults("\n/* What. */\nint f(void);\n"), [])
        self.assertEqual(self.faults("\nint f(void); /* what */\n"), [])
        self.assertEqual(self.faults("\n\nint f(int a,\n      int b);\n"), ["3"])
        self.assertEqual(self.faults("\n\ntypedef enum e { A } e;\n"), ["3"])
        self.assertEqual(self.faults("\n\ntypedef struct s {\n    int a; /* what */\n} s;\n"), ["3"])

    def test_a_comment_holds_until_a_free_line(self):
        self.assertEqual(self.faults("/* What. */\nint f(int a,\n      int b);\nint g(void);\n"), [])
        self.assertEqual(self.faults("/* What. */\nint f(void);\n\nint g(void);\nint h(void);\n"), ["4", "5"])
        self.assertEqual(self.faults("/* What. */\n\nint f(void);\n"), ["3"])


class Words(unittest.TestCase):
    def faults(self, text):
        return list(check_house.check_spelling(text))

    def test_american_ones_are_found(self):
        for word in ("color", "Colors", "behavior", "catalog", "analyze", "initialized", "serializer", "recognize", "normalized",
                     "canceled", "unrecognized", "reorganize", "easc__color", "easc__find_neighbors", "modeling"):
            self.assertEqual(len(self.faults("the %s of it" % word)), 1, word)

    def test_british_and_foreign_ones_are_not(self):
        for word in ("colour", "behaviour", "catalogue", "analyse", "initialised", "cancelled", "size", "prize", "honest",
                     "font.color", "format_set_font_color", "NO_COLOR", "https://no-color.org", "InitializeSRWLock", "ECANCELED"):
            self.assertEqual(self.faults("the %s of it" % word), [], word)

    def test_nothing_turns_the_direction_of_a_text(self):
        self.assertEqual(len(list(check_house.check_direction("a\u202eb"))), 1)
        self.assertEqual(list(check_house.check_direction("\u00e9\u4e00\u05d0")), [])


class Paths(unittest.TestCase):
    known = ("native/src/base/x.h", "tests/support/look.py")

    def faults(self, name, text):
        return list(check_house.check_paths(name, text, self.known))

    def test_a_file_that_is_named_exists(self):
        for said in ("x.h", "base/x.h", "tests/support/look.py .", "`look.py`"):
            self.assertEqual(self.faults("a.c", "/* See %s. */" % said), [], said)
        for said in ("y.h", "w3c/x.h", "tests/support/look.sh", "base.cmake"):
            self.assertEqual(len(self.faults("a.c", "/* See %s. */" % said)), 1, said)

    def test_what_is_said_stands_in_comments_and_readmes(self):
        self.assertEqual(self.faults("a.c", 'open("y.h");'), [])
        self.assertEqual(len(self.faults("a.md", "See `y.h`.")), 1)
        self.assertEqual(len(self.faults("a.sh", "  # see y.h\n")), 1)
        self.assertEqual(self.faults("a.sh", "cat y.h\n"), [])


if __name__ == "__main__":
    unittest.main()
