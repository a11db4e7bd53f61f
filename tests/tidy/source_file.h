#pragma once
/// A text file of the project as the tidy rules see it, and the tree they look at.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tidy {

struct SourceFile {
  std::string path;  // from the project's root, with '/'
  std::string text;

  [[nodiscard]] std::vector<std::string_view> lines() const;  // valid as long as the file
  [[nodiscard]] bool in(std::string_view folder) const;       // "sim": below sim/
  [[nodiscard]] bool ends_with(std::string_view end) const { return path.ends_with(end); }
  [[nodiscard]] bool cpp() const { return ends_with(".h") || ends_with(".cpp"); }
};

/// Something that should not be there; line 0 speaks of the whole file.
struct Finding {
  std::string path;
  std::size_t line = 0;
  std::string what;
};

/// The text files of the project: sources, scenarios, documents, build files; neither build folders nor results.
std::vector<SourceFile> read_tree(const std::filesystem::path& root);

/// Views into `text`, without the newlines.
std::vector<std::string_view> split_lines(std::string_view text);

/// The same text with comments and the insides of string and character literals blanked; lines stay where they are.
std::string code_only(std::string_view text);

/// One finding a line, for a test's message.
std::string to_text(const std::vector<Finding>& findings);

}  // namespace tidy
