#include "tools/shell/command_line.h"

#include <array>
#include <cctype>
#include <utility>

namespace tools {
namespace {

bool blank(char c) { return c == ' ' || c == '\t'; }
bool operator_begins(char c) { return c == ';' || c == '&' || c == '|' || c == '<' || c == '>'; }
bool name_char(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// From left to right, once.
class Reader {
 public:
  Reader(std::string_view line, const Expand& expand) : line_(line), expand_(expand) {}

  CommandLine read() {
    CommandLine result;
    begin_pipeline();
    while (error_.empty() && !at_end()) read_item(result);
    if (error_.empty() && awaits_command_) error_ = "syntax error: unexpected end of file";
    if (error_.empty()) finish_pipeline(result, false);
    if (!error_.empty()) result.pipelines.clear();
    result.error = std::move(error_);
    return result;
  }

 private:
  bool at_end() {
    while (at_ < line_.size() && blank(line_[at_])) ++at_;
    if (at_ < line_.size() && line_[at_] == '#') at_ = line_.size();
    return at_ >= line_.size();
  }

  void read_item(CommandLine& result) {
    if (operator_begins(line_[at_])) return read_operator(result);
    awaits_command_ = false;
    command_.words.push_back(read_word());
  }

  void read_operator(CommandLine& result) {
    for (const std::string_view op : std::array<std::string_view, 8>{"&&", "||", ">>", ";", "&", "|", ">", "<"}) {
      if (!line_.substr(at_).starts_with(op)) continue;
      const std::size_t begin = at_;
      at_ += op.size();
      if (op == ">" || op == ">>" || op == "<") return read_redirection(op);
      if (command_.words.empty()) return unexpected(op);
      if (op == "|") {
        pipeline_.commands.push_back(std::exchange(command_, {}));
        awaits_command_ = true;
        return;
      }
      end_ = begin;
      finish_pipeline(result, op == "&");
      begin_pipeline();
      if (op == "&&") pipeline_.when = Then::if_ok;
      if (op == "||") pipeline_.when = Then::if_failed;
      awaits_command_ = op == "&&" || op == "||";
      return;
    }
  }

  void read_redirection(std::string_view op) {
    if (at_end() || operator_begins(line_[at_])) return unexpected("newline");
    std::string file = read_word();
    if (op == "<") {
      command_.in = std::move(file);
    } else {
      command_.out = Redirection{.file = std::move(file), .append = op == ">>"};
    }
  }

  std::string read_word() {
    std::string word;
    while (at_ < line_.size() && !blank(line_[at_]) && !operator_begins(line_[at_])) {
      const char c = line_[at_++];
      if (c == '\'') {
        read_quoted(word, '\'');
      } else if (c == '"') {
        read_quoted(word, '"');
      } else if (c == '\\') {
        if (at_ < line_.size()) word += line_[at_++];
      } else if (c == '$') {
        read_variable(word);
      } else {
        word += c;
      }
    }
    return word;
  }

  /// Within double quotes a backslash only quotes what would mean something there.
  void read_quoted(std::string& word, char quote) {
    while (at_ < line_.size() && line_[at_] != quote) {
      const char c = line_[at_++];
      const bool quotes_next = c == '\\' && quote == '"' && at_ < line_.size() &&
                               std::string_view("\"\\$`").find(line_[at_]) != std::string_view::npos;
      if (quotes_next) {
        word += line_[at_++];
      } else if (c == '$' && quote == '"') {
        read_variable(word);
      } else {
        word += c;
      }
    }
    if (at_ == line_.size()) {
      error_ = std::string("unexpected EOF while looking for matching `") + quote + "'";
      return;
    }
    ++at_;
  }

  void read_variable(std::string& word) {
    const bool braces = at_ < line_.size() && line_[at_] == '{';
    const std::size_t begin = braces ? at_ + 1 : at_;
    std::size_t end = begin;
    if (begin < line_.size() && (line_[begin] == '?' || line_[begin] == '!' || line_[begin] == '$')) {
      end = begin + 1;
    } else {
      while (end < line_.size() && name_char(line_[end])) ++end;
    }
    if (end == begin || (braces && (end == line_.size() || line_[end] != '}'))) {
      word += '$';
      return;
    }
    word += expand_(line_.substr(begin, end - begin));
    at_ = braces ? end + 1 : end;
  }

  void begin_pipeline() {
    pipeline_ = {};
    command_ = {};
    while (at_ < line_.size() && blank(line_[at_])) ++at_;
    begin_ = at_;
    end_ = std::string_view::npos;
  }

  void finish_pipeline(CommandLine& result, bool background) {
    if (command_.words.empty() && pipeline_.commands.empty() && !command_.out) return;
    if (command_.words.empty()) return unexpected("newline");
    pipeline_.commands.push_back(std::move(command_));
    pipeline_.background = background;
    const std::size_t end = std::min(end_, line_.size());
    pipeline_.text = std::string(line_.substr(begin_, end - begin_));
    while (!pipeline_.text.empty() && blank(pipeline_.text.back())) pipeline_.text.pop_back();
    result.pipelines.push_back(std::move(pipeline_));
  }

  void unexpected(std::string_view token) {
    error_ = "syntax error near unexpected token `" + std::string(token) + "'";
  }

  std::string_view line_;
  const Expand& expand_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = std::string_view::npos;
  bool awaits_command_ = false;  ///< a pipe, && or || wants one behind it
  SimpleCommand command_;
  Pipeline pipeline_;
  std::string error_;
};

}  // namespace

CommandLine parse_command_line(std::string_view line, const Expand& expand) { return Reader(line, expand).read(); }

std::string program_name(std::string_view word) {
  word = word.substr(word.rfind('/') + 1);  // npos + 1 == 0
  if (word.ends_with(".sh")) word.remove_suffix(3);
  return std::string(word);
}

}  // namespace tools
