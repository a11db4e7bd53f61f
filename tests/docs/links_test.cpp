// The documents' links lead somewhere, and the Kafka map knows every class that a header of the model names.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/checkout.h"

namespace docs {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = kafka::testing::in_checkout();

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> files_below(const fs::path& folder, const std::string& extension) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// The targets of all links that stay within the project, without their anchors.
std::vector<std::string> local_links(const std::string& markdown) {
  static const std::regex link(R"(\]\(([^)#\s]+)(#[^)]*)?\))");
  std::vector<std::string> targets;
  for (auto it = std::sregex_iterator(markdown.begin(), markdown.end(), link); it != std::sregex_iterator(); ++it) {
    const std::string target = (*it)[1].str();
    if (target.find("://") == std::string::npos) targets.push_back(target);
  }
  return targets;
}

TEST(Docs, LinksLeadSomewhere) {
  std::vector<fs::path> documents = files_below(kRoot / "docs", ".md");
  for (const char* name : {"README.md", "CONTRIBUTING.md", "CHANGELOG.md"}) documents.push_back(kRoot / name);
  std::size_t followed = 0;
  for (const fs::path& document : documents) {
    for (const std::string& target : local_links(read(document))) {
      ++followed;
      EXPECT_TRUE(fs::exists(document.parent_path() / target)) << document << " links to " << target;
    }
  }
  EXPECT_GT(followed, 0u);
}

TEST(Docs, LinksAreFoundInText) {
  EXPECT_EQ(local_links("see [a](b.md#part), [c](https://x.org) and ![d](e/f.png)"),
            (std::vector<std::string>{"b.md", "e/f.png"}));
}

TEST(Docs, TheKafkaMapKnowsEveryHeaderThatStandsForAClassOfKafka) {
  const std::string map = read(kRoot / "docs/kafka-map.md");
  std::size_t looked_at = 0;
  for (const fs::path& header : files_below(kRoot / "model", ".h")) {
    if (read(header).find("Kafka: ") == std::string::npos) continue;
    ++looked_at;
    const std::string path = header.lexically_relative(kRoot).generic_string();
    EXPECT_NE(map.find("](../" + path + ")"), std::string::npos) << path << " is not in docs/kafka-map.md";
  }
  EXPECT_GT(looked_at, 0u);
}

}  // namespace
}  // namespace docs
