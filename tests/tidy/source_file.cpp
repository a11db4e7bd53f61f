#include "tests/tidy/source_file.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

namespace tidy {
namespace {

namespace fs = std::filesystem;

bool is_text(const fs::path& file) {
  static constexpr std::array<std::string_view, 10> kEndings = {".h",  ".cpp",  ".in",   ".cmake", ".txt",
                                                                ".md", ".yaml", ".json", ".yml",   ".sh"};
  static constexpr std::array<std::string_view, 7> kNames = {
      "kafkasim", "run", ".clang-format", ".clang-tidy", ".editorconfig", ".gitignore", "NOTICE"};
  const std::string ending = file.extension().string();
  const std::string name = file.filename().string();
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end() ||
         std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Where a literal or comment that starts at `at` ends (one past it), and how much of each end is code.
struct Skip {
  std::size_t end;
  std::size_t keep_front;
  std::size_t keep_back;
};

std::size_t after(std::string_view text, std::string_view what, std::size_t from) {
  const auto found = text.find(what, from);
  return found == std::string_view::npos ? text.size() : found + what.size();
}

Skip raw_string(std::string_view text, std::size_t at) {
  const auto open = text.find('(', at);
  if (open == std::string_view::npos) return {text.size(), 0, 0};
  const std::string close = ")" + std::string(text.substr(at + 2, open - at - 2)) + "\"";
  return {after(text, close, open), 2, 1};
}

Skip quoted(std::string_view text, std::size_t at) {
  const char quote = text[at];
  std::size_t i = at + 1;
  while (i < text.size() && text[i] != quote && text[i] != '\n') i += text[i] == '\\' ? 2 : 1;
  return {std::min(i + 1, text.size()), 1, 1};
}

bool word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

Skip skip_at(std::string_view text, std::size_t at) {
  const auto rest = text.substr(at);
  const bool in_word = at > 0 && word_character(text[at - 1]);  // 1'000 is a number, not a character
  if (rest.starts_with("//")) return {std::min(text.find('\n', at), text.size()), 0, 0};
  if (rest.starts_with("/*")) return {after(text, "*/", at + 2), 0, 0};
  if (rest.starts_with("R\"") && !in_word) return raw_string(text, at);
  if (rest.starts_with("\"") || (rest.starts_with("'") && !in_word)) return quoted(text, at);
  return {at, 0, 0};
}

}  // namespace

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::vector<std::string_view> SourceFile::lines() const { return split_lines(text); }

bool SourceFile::in(std::string_view folder) const {
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

std::vector<SourceFile> read_tree(const fs::path& root) {
  std::vector<SourceFile> files;
  for (auto it = fs::recursive_directory_iterator(root); it != fs::recursive_directory_iterator(); ++it) {
    const std::string path = it->path().lexically_relative(root).generic_string();
    if (path == ".git" || path == "build" || path == "results") {
      it.disable_recursion_pending();
    } else if (it->is_regular_file() && is_text(it->path())) {
      files.push_back(SourceFile{path, read(it->path())});
    }
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

std::string code_only(std::string_view text) {
  std::string code(text);
  for (std::size_t at = 0; at < text.size();) {
    const Skip skip = skip_at(text, at);
    if (skip.end == at) {
      ++at;
      continue;
    }
    for (std::size_t i = at + skip.keep_front; i + skip.keep_back < skip.end; ++i) {
      if (code[i] != '\n') code[i] = ' ';
    }
    at = skip.end;
  }
  return code;
}

std::string to_text(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    text += finding.path + ":" + std::to_string(finding.line) + ": " + finding.what + "\n";
  }
  return text;
}

}  // namespace tidy
