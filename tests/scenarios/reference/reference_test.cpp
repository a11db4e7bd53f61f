/// What is printed from the program's tables is what the repository has. KAFKASIM_REWRITE=1 writes it instead.

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "scenarios/engine/reference/pages.h"
#include "scenarios/engine/reference/schema.h"
#include "tests/support/checkout.h"

namespace scenario {
namespace {

std::string text_of(const std::string& file) {
  std::ifstream in(kafka::testing::in_checkout(file), std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void compare(const std::string& file, const std::string& now) {
  const char* rewrite = std::getenv("KAFKASIM_REWRITE");
  if (rewrite != nullptr && std::string(rewrite) == "1") {
    std::ofstream(kafka::testing::in_checkout(file), std::ios::binary) << now;
    return;
  }
  EXPECT_TRUE(text_of(file) == now) << file
                                    << " is not what the tables say: KAFKASIM_REWRITE=1 ./kafkasim test Reference";
}

/// The comment above `struct NAME {`, or beside it, of every event.
std::map<std::string, std::string> comments_of_events() {
  std::map<std::string, std::string> meanings;
  for (const char* file : {"event.h", "control_event.h", "group_event.h", "transaction_event.h"}) {
    std::istringstream lines(text_of(std::string("model/observe/") + file));
    std::string comment;
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("/// ")) {
        comment += (comment.empty() ? "" : " ") + line.substr(4);
        continue;
      }
      if (line.starts_with("struct ")) meanings[line.substr(7, line.find(' ', 7) - 7)] = comment;
      comment.clear();
    }
  }
  return meanings;
}

TEST(Reference, TheSchemaIsCurrent) { compare("scenarios/schema.json", scenario_schema()); }
TEST(Reference, TheSettingsAreCurrent) { compare("docs/settings.md", settings_page()); }
TEST(Reference, TheMeasuresAreCurrent) { compare("docs/measures.md", measures_page()); }

TEST(Reference, TheEventsAreCurrent) {
  const auto meanings = comments_of_events();
  ASSERT_GT(meanings.size(), 50u);
  compare("docs/events.md", events_page([&](std::string_view kind) {
            const auto found = meanings.find(std::string(kind));
            return found == meanings.end() ? std::string() : found->second;
          }));
}

TEST(Reference, EveryReferenceInTheSchemaLeadsSomewhere) {
  const auto schema = nlohmann::json::parse(scenario_schema());
  const std::string text = schema.dump();
  const std::string begin = "#/definitions/";
  int seen = 0;
  for (std::size_t at = text.find(begin); at != std::string::npos; at = text.find(begin, at + 1)) {
    const std::size_t from = at + begin.size();
    const std::string name = text.substr(from, text.find('"', from) - from);
    EXPECT_TRUE(schema["definitions"].contains(name)) << name;
    ++seen;
  }
  EXPECT_GT(seen, 100);
}

/// Every shipped scenario, and the documented example with every key, by an independent reader of the schema.
TEST(Reference, ShippedScenariosFitTheSchema) {
  if (std::system("python3 -c 'import jsonschema, yaml' 2>/dev/null") != 0)
    GTEST_SKIP() << "python3-jsonschema and python3-yaml are not installed";
  const std::string command = "python3 '" + kafka::testing::in_checkout("tests/scenarios/reference/validate.py") +
                              "' '" + kafka::testing::in_checkout() + "' 2>&1";
  std::FILE* pipe = ::popen(command.c_str(), "r");
  ASSERT_NE(pipe, nullptr);
  std::string output;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) output += static_cast<char>(c);
  EXPECT_EQ(::pclose(pipe), 0) << output;
}

}  // namespace
}  // namespace scenario
