// Each rule on a few lines it must mind and a few it must not.

#include "tests/tidy/rules.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/tidy/class_names.h"
#include "tests/tidy/include_table.h"
#include "tests/tidy/source_file.h"

namespace tidy {
namespace {

using Rule = std::vector<Finding> (*)(const SourceFile&);

std::size_t count(Rule rule, const std::string& text) { return rule(SourceFile{"sim/core/x.cpp", text}).size(); }

std::string repeated(const std::string& line, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += line;
  return text;
}

TEST(TidyRules, CodeOnlyBlanksCommentsAndLiterals) {
  EXPECT_EQ(code_only("a // rand()\nb"), "a          \nb");
  EXPECT_EQ(code_only("a /* x\ny */ b"), "a     \n     b");
  EXPECT_EQ(code_only("f(\"a\\\"b\", 'c')"), "f(\"    \", ' ')");
  EXPECT_EQ(code_only("1'000'000 + x"), "1'000'000 + x");
  EXPECT_EQ(code_only("R\"(a\"b)\" c").substr(8), " c");
}

TEST(TidyRules, FileLength) {
  EXPECT_EQ(count(file_length, repeated("x\n", 600)), 0u);
  EXPECT_EQ(count(file_length, repeated("x\n", 601)), 1u);
}

TEST(TidyRules, FunctionLength) {
  // The braces' lines count: 58 lines between them make 60.
  EXPECT_EQ(count(function_length, "void f() {\n" + repeated("  g();\n", 58) + "}\n"), 0u);
  EXPECT_EQ(count(function_length, "void f() {\n" + repeated("  g();\n", 59) + "}\n"), 1u);
  EXPECT_EQ(count(function_length, "struct S {\n  int f(int a,\n        int b) const {\n" +
                                       repeated("    if (a) { g(); }\n", 59) + "  }\n};\n"),
            1u);
  EXPECT_EQ(count(function_length, "class C {\n" + repeated("  int f() { return 1; }\n", 100) + "};\n"), 0u);
  EXPECT_EQ(count(function_length, "namespace n {\n" + repeated("int f();\n", 100) + "}\n"), 0u);
  EXPECT_EQ(count(function_length, "const T table = {\n" + repeated("  {1, 2},\n", 100) + "};\n"), 0u);
}

TEST(TidyRules, ClassNames) {
  const SourceFile a{"model/a.h", "namespace kafka {\nclass Isr final : public X {\n};\nstruct Pair;\n}\n"};
  const SourceFile b{"model/b.h", "namespace kafka {\nstruct Isr {\n};\nstruct Pair;\n}\n"};
  const SourceFile other{"model/c.h", "namespace kafka::zk {\nclass Isr {\n};\n}\n"};
  EXPECT_EQ(class_names({a, other}).size(), 0u);
  EXPECT_EQ(class_names({a, b}).size(), 1u);
  EXPECT_EQ(class_names({a, a}).size(), 0u);
}

TEST(TidyRules, PragmaOnce) {
  EXPECT_EQ(count(pragma_once, "#pragma once\nint x;\n"), 0u);
  EXPECT_EQ(count(pragma_once, "// first\n#pragma once\n"), 1u);
}

TEST(TidyRules, Blanks) {
  EXPECT_EQ(count(blanks, "a b\n"), 0u);
  EXPECT_EQ(count(blanks, "a \n\tb\nc"), 3u);
}

TEST(TidyRules, Unfinished) {
  EXPECT_EQ(count(unfinished,
                  "// TO"
                  "DO: later\n"),
            1u);
  EXPECT_EQ(count(unfinished,
                  "int fix"
                  "me;\nint XX"
                  "XL;\n"),
            0u);
}

TEST(TidyRules, MachinePaths) {
  EXPECT_EQ(count(machine_paths,
                  "open(\"/"
                  "tmp/x\")\n"),
            1u);
  EXPECT_EQ(count(machine_paths,
                  "see /"
                  "home/me/x\n"),
            1u);
  EXPECT_EQ(count(machine_paths,
                  "sim/"
                  "work/x and ../tmp/y\n"),
            0u);
}

TEST(TidyRules, DeterminismMindsWhatDiffersFromRunToRun) {
  for (const char* line :
       {"auto t = std::chrono::steady_clock::now();", "auto t = std::time(nullptr);", "auto t = time(0);",
        "std::unordered_map<int, int> m;", "std::map<Broker*, int> m;", "std::set<const Partition*> s;",
        "std::normal_distribution<double> d;", "std::random_device r;", "int x = rand();", "std::thread t;",
        "thread_local int x;", "static int counter = 0;", "  static std::vector<int> cache;", "getenv(\"X\");"}) {
    EXPECT_EQ(count(determinism, line), 1u) << line;
  }
}

TEST(TidyRules, DeterminismLetsTheRestPass) {
  for (const char* line :
       {"// steady_clock would be wrong here", "const SimTime t = batch.time();", "SimTime time(int n);",
        "std::map<BrokerId, Broker*> m;", "static int parse(const char* text);", "static constexpr int kLimit = 3;",
        "static const std::vector<int> table = {1};", "say(\"rand() is banned\");", "int operand(int x);",
        "Distribution distribution(spec);", "static_assert(sizeof(int) == 4);"}) {
    EXPECT_EQ(count(determinism, line), 0u) << line;
  }
}

TEST(TidyRules, Exceptions) {
  EXPECT_EQ(count(exceptions, "throw Error();\n"), 1u);
  EXPECT_EQ(count(exceptions, "// never throw\nint throws;\n"), 0u);
}

TEST(TidyRules, ScenarioTitle) {
  EXPECT_EQ(count(scenario_title, "# a lesson\ntitle: acks\n"), 0u);
  EXPECT_EQ(count(scenario_title, "name: acks\n  title: nested\n"), 1u);
}

IncludeTable small_table() {
  return read_include_table({SourceFile{"sim/CMakeLists.txt", "room(sim/core)\nroom(sim/net USES sim_core)\n"},
                             SourceFile{"model/CMakeLists.txt", "room(model/log USES sim_net)\nroom(model/other)\n"}});
}

TEST(TidyRules, IncludeTableFollowsUses) {
  const IncludeTable table = small_table();
  EXPECT_EQ(table.at("model/log"), (std::set<std::string>{"sim_core", "sim_net"}));
  EXPECT_TRUE(table.at("sim/core").empty());
}

TEST(TidyRules, LayersPointDownwards) {
  EXPECT_TRUE(layers(small_table()).empty());
  const SourceFile upwards{"CMakeLists.txt", "room(sim/core USES model_log)\nroom(model/log)\n"};
  EXPECT_EQ(layers(read_include_table({upwards})).size(), 1u);
}

TEST(TidyRules, IncludesOfOtherRooms) {
  const auto findings = [](const char* path, const char* text) {
    return includes(SourceFile{path, text}, small_table()).size();
  };
  EXPECT_EQ(findings("model/log/log.h", "#include \"sim/core/time.h\"\n"), 0u);
  EXPECT_EQ(findings("model/log/log.h", "#include \"model/log/segment.h\"\n"), 0u);
  EXPECT_EQ(findings("model/log/log.h", "#include \"model/other/x.h\"\n"), 1u);
  EXPECT_EQ(findings("sim/core/time.h", "#include \"model/log/log.h\"\n"), 1u);
  EXPECT_EQ(findings("sim/stray.h", "#include \"sim/core/time.h\"\n"), 1u);
  EXPECT_EQ(findings("cli/main.cpp", "#include \"model/log/log.h\"\n"), 0u);
}

TEST(TidyRules, IncludesOfLibraries) {
  const auto findings = [](const char* path, const char* text) {
    return includes(SourceFile{path, text}, small_table()).size();
  };
  EXPECT_EQ(findings("model/log/log.cpp", "#include <yaml-cpp/yaml.h>\n"), 1u);
  EXPECT_EQ(findings("model/log/log.cpp", "#include <fstream>\n"), 1u);
  EXPECT_EQ(findings("sim/net/link.cpp", "#include <boost/graph/adjacency_list.hpp>\n"), 1u);
  EXPECT_EQ(findings("sim/net/topology.cpp", "#include <boost/graph/adjacency_list.hpp>\n"), 0u);
  EXPECT_EQ(findings("sim/net/link.cpp", "#include <random_things.h>\n"), 0u);
}

}  // namespace
}  // namespace tidy
