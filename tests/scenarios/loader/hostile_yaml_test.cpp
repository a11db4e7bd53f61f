// Files that are no scenarios. Each must end in one located error; that it does so within a second follows from the
// limits (2 MiB, 512 open brackets before the parser sees the text, 64 levels, 200,000 nodes, 100 mistakes kept), not
// from a clock in these tests.
#include <random>

#include <gtest/gtest.h>

#include "scenarios/engine/loader/document.h"
#include "scenarios/engine/loader/scenario_loader.h"

namespace scenario {
namespace {

std::string repeated(const std::string& part, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += part;
  return text;
}

constexpr std::size_t kMegabyte = 1'000'000;

/// The only error of a text that is refused as YAML.
Diagnostic refusal(const std::string& text) {
  Diagnostics diagnostics;
  EXPECT_FALSE(parse_document("hostile.yaml", text, diagnostics));
  EXPECT_EQ(diagnostics.errors(), 1);
  const auto found = diagnostics.sorted();
  return found.empty() ? Diagnostic{} : found.front();
}

TEST(HostileYaml, NestingOfEveryKindIsRefused) {
  for (const char* part : {"[", "{", "- ", "{a: ", "[a, ", "- - ", "[{", "[a: ", "- [", "[\n", "{\n", "{?", "- {a: "}) {
    EXPECT_EQ(refusal(repeated(part, kMegabyte)).message, "lists and maps are nested deeper than 64 levels") << part;
  }
}

TEST(HostileYaml, NestingIsCountedToTheLevel) {
  Diagnostics diagnostics;
  const auto nested = [](int levels) {
    return std::string(static_cast<std::size_t>(levels), '[') + std::string(static_cast<std::size_t>(levels), ']');
  };
  EXPECT_TRUE(parse_document("a.yaml", nested(64), diagnostics));
  const Diagnostic d = refusal(nested(65));
  EXPECT_EQ(d.message, "lists and maps are nested deeper than 64 levels");
  EXPECT_EQ(d.column, 65);
}

TEST(HostileYaml, IndentedNestingIsRefused) {
  std::string text;
  for (std::size_t level = 0; level < 1000; ++level) text += std::string(level, ' ') + "a:\n";
  const Diagnostic d = refusal(text);
  EXPECT_EQ(d.message, "lists and maps are nested deeper than 64 levels");
  EXPECT_EQ(d.line, 65);
}

TEST(HostileYaml, BracketsInTextAreNoNesting) {
  Diagnostics diagnostics;
  const auto root =
      parse_document("a.yaml", "a: \"" + std::string(300, '[') + "\" # " + std::string(200, '{'), diagnostics);
  ASSERT_TRUE(root);
  EXPECT_EQ(root->find("a")->text.size(), 300u);
}

TEST(HostileYaml, AliasesCannotExplode) {
  const std::string bomb =
      "a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\n";
  const Diagnostic d = refusal(bomb);
  EXPECT_EQ(d.message, "anchors (&name) and aliases (*name) are not used in scenario files");
  EXPECT_EQ(d.line, 1);
  EXPECT_EQ(d.column, 4);
  EXPECT_EQ(refusal("a: *unknown\n").message, d.message);
  EXPECT_EQ(refusal(repeated("&a ", kMegabyte)).message, d.message);
}

TEST(HostileYaml, TagsAreRefused) {
  for (const char* text : {"a: !!int 3\n", "a: !mine x\n", "a: !<x> x\n", "!!map {a: 1}\n"}) {
    EXPECT_EQ(refusal(text).message, "tags (such as !!str or !name) are not used in scenario files") << text;
  }
}

TEST(HostileYaml, BytesThatAreNoTextAreRefusedAtTheirPlace) {
  Diagnostic d = refusal(std::string("a: b\nc: \0d\n", 11));
  EXPECT_EQ(d.message, "this is not a text file: it has a NUL byte here");
  EXPECT_EQ(d.line, 2);
  EXPECT_EQ(d.column, 4);
  EXPECT_EQ(refusal("a: \xE9\n").message, "this is not UTF-8 text: byte 0xE9 begins no character");
  EXPECT_EQ(refusal("\xFF\xFE").message, "this is not UTF-8 text: byte 0xFF begins no character");
  // Overlong and surrogate forms (RFC 3629).
  EXPECT_EQ(refusal("\xC0\xAF").message, "this is not UTF-8 text: byte 0xC0 begins no character");
  EXPECT_EQ(refusal("\xE0\x80\x80").message, "this is not UTF-8 text: byte 0xE0 begins no character");
  EXPECT_EQ(refusal("\xED\xA0\x80").message, "this is not UTF-8 text: byte 0xED begins no character");
  EXPECT_EQ(refusal("a: \x1B[31m").message, "control character 0x1B in the text");
}

TEST(HostileYaml, EmptyFilesAreToldFromComments) {
  EXPECT_EQ(refusal("").message, "the file is empty");
  EXPECT_EQ(refusal(" \n\t\n").message, "the file is empty");
  EXPECT_EQ(refusal("# a\n  # b\n").message, "the file holds only comments");
}

TEST(HostileYaml, SizeIsLimited) {
  EXPECT_EQ(refusal(std::string(kLargestFile + 1, 'a')).message, "the file is larger than 2 MiB");
  EXPECT_EQ(refusal("a: [" + repeated("b, ", kMegabyte) + "]").message,
            "the file has more than 200000 keys and values");
}

TEST(HostileYaml, OneDocumentIsAllowed) {
  const Diagnostic d = refusal("a: 1\n---\nb: 2\n");
  EXPECT_EQ(d.message, "a scenario file holds one document; another begins here");
  EXPECT_EQ(d.line, 2);
}

TEST(HostileYaml, UnclosedThingsAreFound) {
  EXPECT_EQ(refusal("a: \"b\n").message, "a quoted text begins here and is never closed");
  EXPECT_EQ(refusal("a: 'it''s\n").message, "a quoted text begins here and is never closed");
  EXPECT_EQ(refusal("a: {b: 1\nc: 2\n").message, "a '{' is not closed before here");
  EXPECT_EQ(refusal("a: [b, c\nd: 2\n").message, "a '[' is not closed before here");
}

TEST(HostileYaml, TabsAreCalledTabs) {
  const Diagnostic d = refusal("cluster:\n\tbrokers: 3\n");
  EXPECT_EQ(d.message, "a tab is used for indentation; YAML allows only blanks there");
  EXPECT_EQ(d.line, 2);
  EXPECT_EQ(d.column, 1);
  Diagnostics diagnostics;
  EXPECT_TRUE(parse_document("a.yaml", "lesson: |\n  a\tb\n  \tc\n", diagnostics)) << "tabs in text are no indentation";
}

TEST(HostileYaml, KeysMustBeWords) {
  for (const char* text : {"[a]: 1\n", "{a: b}: 1\n", "~: 1\n", "? - a\n: 1\n"}) {
    EXPECT_EQ(refusal(text).message, "a key must be a word or text, not a list, a map or nothing") << text;
  }
}

TEST(HostileYaml, AHundredThousandMistakesAreCountedNotKept) {
  std::string text = "title: t\n";
  for (int i = 0; i < 80'000; ++i) text += "key" + std::to_string(i) + ": 1\n";
  Diagnostics diagnostics;
  EXPECT_FALSE(load_text("hostile.yaml", text, {}, diagnostics));
  EXPECT_TRUE(diagnostics.full());
  EXPECT_EQ(diagnostics.sorted().size(), Diagnostics::kMostKept);
}

TEST(HostileYaml, DuplicatesByTheThousandStayCheap) {
  Diagnostics diagnostics;
  EXPECT_FALSE(load_text("hostile.yaml", repeated("title: t\n", 500'000), {}, diagnostics));
  EXPECT_EQ(diagnostics.sorted()[1].message, "duplicate key 'title'");
}

/// Random texts of YAML's own characters, seeded: whatever they are, loading ends and either gives a spec or says why.
TEST(HostileYaml, RandomTextsNeverCrash) {
  std::mt19937 random(1);
  const std::string alphabet = "[]{}:,-?&*!|>'\"%@`#\n\n  ab1\t~<.";
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    const auto length = random() % 60;
    for (unsigned i = 0; i < length; ++i) text += alphabet[random() % alphabet.size()];
    Diagnostics diagnostics;
    EXPECT_FALSE(load_text("random.yaml", text, {}, diagnostics)) << text;
    EXPECT_TRUE(diagnostics.has_errors()) << text;
  }
}

/// A real scenario cut off anywhere never crashes, and is never taken for a whole one before its last required key.
TEST(HostileYaml, TruncatedFilesNeverCrash) {
  const std::string text =
      "title: \"t\"\nlesson: |\n  a\nduration: 1m\nexpect: [{ final-lag: 0 }]\ntopics: [{ name: 'a' }]\ncluster: { "
      "brokers: 3 }";
  for (std::size_t length = 0; length < text.size(); ++length) {
    Diagnostics diagnostics;
    EXPECT_FALSE(load_text("cut.yaml", text.substr(0, length), {}, diagnostics)) << length;
  }
  Diagnostics diagnostics;
  EXPECT_TRUE(load_text("whole.yaml", text, {}, diagnostics)) << diagnostics.render();
}

}  // namespace
}  // namespace scenario
