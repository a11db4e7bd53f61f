#include "scenarios/engine/loader/document.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include "scenarios/engine/loader/text_guard.h"
#include "scenarios/engine/loader/yaml_words.h"

namespace scenario {
namespace {

/// Thrown by the tree builder through yaml-cpp and caught in parse(): the only way to stop its parser.
struct Refusal {
  Mark where;
  std::string message;
  std::string hint;
};

/// Builds the tree from yaml-cpp's events, iteratively, and refuses what we do not accept at its place.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(int source, int first_column, std::string_view text)
      : source_(source), first_column_(first_column), text_(text) {
    root_.mark = {source, 1, first_column + 1};
  }

  Node take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ == 1) return;
    const auto begin = static_cast<std::size_t>(mark.pos < 0 ? 0 : mark.pos);
    if (begin < text_.size() && text_.substr(begin).starts_with("---")) {
      throw Refusal{at(mark), "a scenario file holds one document; another begins here",
                    "put each scenario into a file of its own"};
    }
    throw Refusal{at(mark), "nothing can follow here: the document is complete before it", "check the indentation"};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { place(leaf(mark, Node::Kind::null)); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse_anchor(mark); }
  void OnAnchor(const YAML::Mark& mark, const std::string&) override { refuse_anchor(mark); }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, const std::string& value) override {
    check_tag(mark, tag);
    Node node = leaf(mark, Node::Kind::scalar);
    node.quoted = tag == "!";
    if (node.quoted && !closed_quotes(mark.pos)) {
      throw Refusal{node.mark, "a quoted text begins here and is never closed", ""};
    }
    node.text = value;
    place(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, Node::Kind::sequence);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, YAML::EmitterStyle::value) override {
    open(mark, tag, Node::Kind::map);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Level {
    Node node;
    bool expects_key;  ///< map: the next child is a key
  };

  [[nodiscard]] Mark at(const YAML::Mark& mark) const {
    if (mark.is_null()) return {source_, 1, 1};
    return {source_, mark.line + 1, mark.column + 1 + (mark.line == 0 ? first_column_ : 0)};
  }

  Node leaf(const YAML::Mark& mark, Node::Kind kind) {
    if (++nodes_ > kMostNodes) {
      throw Refusal{at(mark), fmt::format("the file has more than {} keys and values", kMostNodes),
                    "a scenario is a page of text"};
    }
    Node node;
    node.kind = kind;
    node.mark = at(mark);
    return node;
  }

  /// yaml-cpp takes the end of the file for a closing quote.
  [[nodiscard]] bool closed_quotes(int position) const {
    if (position < 0 || static_cast<std::size_t>(position) >= text_.size()) return true;
    const auto begin = static_cast<std::size_t>(position);
    const char quote = text_[begin];
    if (quote != '"' && quote != '\'') return true;
    for (std::size_t i = begin + 1; i < text_.size(); ++i) {
      const bool doubled = quote == '\'' && text_[i] == quote && i + 1 < text_.size() && text_[i + 1] == quote;
      if (doubled || (quote == '"' && text_[i] == '\\')) {
        ++i;
      } else if (text_[i] == quote) {
        return true;
      }
    }
    return false;
  }

  [[noreturn]] void refuse_anchor(const YAML::Mark& mark) const {
    throw Refusal{at(mark), "anchors (&name) and aliases (*name) are not used in scenario files",
                  "write the value out, or put it in quotes if it is meant as text"};
  }

  void check_tag(const YAML::Mark& mark, const std::string& tag) const {
    if (tag.empty() || tag == "?" || tag == "!") return;
    throw Refusal{at(mark), "tags (such as !!str or !name) are not used in scenario files",
                  "put the value in quotes if it is meant as text"};
  }

  void open(const YAML::Mark& mark, const std::string& tag, Node::Kind kind) {
    check_tag(mark, tag);
    Node node = leaf(mark, kind);
    if (!levels_.empty() && levels_.back().expects_key) refuse_key(node.mark);
    if (levels_.size() >= static_cast<std::size_t>(kDeepestNesting)) {
      throw Refusal{node.mark, fmt::format("lists and maps are nested deeper than {} levels", kDeepestNesting),
                    "are brackets missing that close them?"};
    }
    levels_.push_back({std::move(node), kind == Node::Kind::map});
  }

  void close() {
    Node node = std::move(levels_.back().node);
    levels_.pop_back();
    place(std::move(node));
  }

  [[noreturn]] static void refuse_key(Mark where) {
    throw Refusal{where, "a key must be a word or text, not a list, a map or nothing", "is a bracket not closed?"};
  }

  void place(Node node) {
    if (levels_.empty()) {
      root_ = std::move(node);
      return;
    }
    Level& level = levels_.back();
    if (level.node.kind == Node::Kind::sequence) {
      level.node.items.push_back(std::move(node));
    } else if (level.expects_key) {
      if (!node.scalar()) refuse_key(node.mark);
      level.node.entries.push_back({std::move(node.text), node.mark, {}});
      level.expects_key = false;
    } else {
      level.node.entries.back().value = std::move(node);
      level.expects_key = true;
    }
  }

  int source_;
  int first_column_;
  std::string_view text_;
  int documents_ = 0;
  std::size_t nodes_ = 0;
  std::vector<Level> levels_;
  Node root_;
};

/// Indentation by tabs is the most common cause of a YAML error and yaml-cpp does not name it.
std::optional<Mark> tab_in_indentation(int source, std::string_view text, int error_line) {
  int line = 1;
  std::size_t begin = 0;
  while (begin < text.size() && line <= error_line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view content = text.substr(begin, end - begin);
    const std::size_t first = content.find_first_not_of(' ');
    if (line + 1 >= error_line && first != std::string_view::npos && content[first] == '\t' &&
        content.find_first_not_of(" \t") != std::string_view::npos) {
      return Mark{source, line, static_cast<int>(first) + 1};
    }
    begin = end + 1;
    ++line;
  }
  return std::nullopt;
}

void report(const YAML::Exception& e, int source, int first_column, std::string_view text, Diagnostics& diagnostics) {
  Mark where{source, 1, 1};
  if (!e.mark.is_null()) {
    where.line = e.mark.line + 1;
    where.column = e.mark.column + 1 + (e.mark.line == 0 ? first_column : 0);
  }
  if (const auto tab = tab_in_indentation(source, text, where.line)) {
    diagnostics.error(*tab, "a tab is used for indentation; YAML allows only blanks there");
    return;
  }
  const YamlWords words = in_plain_words(e.msg);
  diagnostics.error(where, words.message, words.hint);
}

/// nullopt with an error, or the tree; a text without any value gives a null node.
std::optional<Node> parse(int source, std::string_view text, std::size_t skip, Diagnostics& diagnostics) {
  const int first_column = static_cast<int>(skip);
  const std::string_view rest = text.substr(skip);
  TreeBuilder builder(source, first_column, rest);
  try {
    std::istringstream stream{std::string(rest)};
    YAML::Parser parser(stream);
    // The second call is there to find a second document; a parser that stopped early finds one as well.
    if (parser.HandleNextDocument(builder)) parser.HandleNextDocument(builder);
    return builder.take();
  } catch (const Refusal& refusal) {
    diagnostics.error(refusal.where, refusal.message, refusal.hint);
  } catch (const YAML::Exception& e) {
    report(e, source, first_column, rest, diagnostics);
  } catch (const std::exception& e) {
    diagnostics.error({source, 1, 1}, fmt::format("the file cannot be read as YAML: {}", e.what()));
  }
  return std::nullopt;
}

std::optional<std::string> read_file(const std::string& path, std::string& problem) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    problem = "there is no such file";
  } else if (std::filesystem::is_directory(status)) {
    problem = "this is a folder, not a scenario file";
  } else if (!std::filesystem::is_regular_file(status)) {
    problem = "this is not a regular file";
  } else {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
      problem = fmt::format("the file cannot be opened: {}", std::strerror(errno));
      return std::nullopt;
    }
    // One byte more than allowed is enough to know that it is too large.
    std::string text(kLargestFile + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!in.bad()) {
      text.resize(static_cast<std::size_t>(in.gcount()));
      return text;
    }
    problem = "the file cannot be read to its end";
  }
  return std::nullopt;
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  for (const Entry& e : entries) {
    if (e.key == key) return &e.value;
  }
  return nullptr;
}

Node* Node::find(std::string_view key) { return const_cast<Node*>(std::as_const(*this).find(key)); }

std::optional<Node> parse_document(const std::string& name, std::string text, Diagnostics& diagnostics) {
  const std::string clean = normalised(std::move(text));
  const auto problem = check_text(clean);
  // A text that is far too large is not kept: its line would never be shown anyway.
  const int source = diagnostics.add_source(name, clean.size() > kLargestFile ? std::string() : clean);
  if (problem) {
    diagnostics.error({source, problem->line, problem->column}, problem->message, problem->hint);
    return std::nullopt;
  }
  if (only_comments(clean)) {
    const bool blank = clean.find('#') == std::string::npos;
    diagnostics.error({source, 1, 1}, blank ? "the file is empty" : "the file holds only comments",
                      "a scenario begins with title: and duration:");
    return std::nullopt;
  }
  return parse(source, clean, 0, diagnostics);
}

std::optional<Node> read_document(const std::string& path, Diagnostics& diagnostics) {
  std::string problem;
  auto text = read_file(path, problem);
  if (!text) {
    diagnostics.error({diagnostics.add_source(path, ""), 1, 1}, problem);
    return std::nullopt;
  }
  return parse_document(path, std::move(*text), diagnostics);
}

std::optional<Node> parse_rest(int source, std::string_view text, std::size_t skip, Diagnostics& diagnostics) {
  if (const auto problem = check_text(text)) {
    diagnostics.error({source, problem->line, problem->column}, problem->message, problem->hint);
    return std::nullopt;
  }
  return parse(source, text, skip, diagnostics);
}

}  // namespace scenario
