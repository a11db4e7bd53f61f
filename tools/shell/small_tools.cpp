#include "tools/shell/small_tools.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include <fmt/format.h>

#include "scenarios/engine/loader/units.h"
#include "tools/kafka/world.h"

namespace tools {
namespace {

std::string joined(const std::vector<std::string>& words, std::size_t from) {
  std::string text;
  for (std::size_t i = from; i < words.size(); ++i) text += (i > from ? " " : "") + words[i];
  return text;
}

int echo(const ToolContext& context) {
  const bool no_newline = !context.args.empty() && context.args.front() == "-n";
  context.console.out(joined(context.args, no_newline ? 1 : 0) + (no_newline ? "" : "\n"));
  return 0;
}

class Cat final : public FilterTool {
 public:
  using FilterTool::FilterTool;
  void start() override {
    if (context().args.empty()) return;
    int code = 0;
    for (const std::string& file : context().args) {
      if (const auto text = context().world.files().read(file)) {
        context().console.out(*text);
      } else {
        context().console.err("cat: " + file + ": No such file or directory\n");
        code = 1;
      }
    }
    exit(code);
  }
  void line(std::string_view line) override { say(line); }
};

/// A fixed text, not a pattern: -i without regard to case, -v lines without it.
class Grep final : public FilterTool {
 public:
  explicit Grep(ToolContext given) : FilterTool(std::move(given)) {
    for (const std::string& word : context().args) {
      if (word == "-i") {
        any_case_ = true;
      } else if (word == "-v") {
        without_ = true;
      } else {
        wanted_ = folded(word);
      }
    }
  }
  void line(std::string_view line) override {
    if ((folded(line).find(wanted_) != std::string::npos) == without_) return;
    found_ = true;
    say(line);
  }

 private:
  void finish() override { exit(found_ ? 0 : 1); }
  [[nodiscard]] std::string folded(std::string_view text) const {
    std::string result(text);
    if (any_case_)
      for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return result;
  }

  bool any_case_ = false;
  bool without_ = false;
  bool found_ = false;
  std::string wanted_;
};

class Head final : public FilterTool {
 public:
  explicit Head(ToolContext given) : FilterTool(std::move(given)) {
    if (context().args.empty()) return;
    const std::string& last = context().args.back();
    const std::size_t from = last.starts_with('-') ? 1 : 0;
    std::from_chars(last.data() + from, last.data() + last.size(), left_);
  }
  void line(std::string_view line) override {
    if (left_-- > 0) say(line);
  }

 private:
  int left_ = 10;
};

/// Lines only.
class WordCount final : public FilterTool {
 public:
  using FilterTool::FilterTool;
  void line(std::string_view) override { ++lines_; }

 private:
  void finish() override {
    say(std::to_string(lines_));
    exit(0);
  }
  int lines_ = 0;
};

/// In simulated time: "5", "0.5", "2m".
class Sleep final : public Tool {
 public:
  explicit Sleep(ToolContext context)
      : context_(std::move(context)), over_(context_.world.scheduler(), context_.life, [this] { context_.exit(0); }) {}
  void start() override {
    std::string text = context_.args.empty() ? "" : context_.args.front();
    if (!text.empty() && std::isdigit(static_cast<unsigned char>(text.back())) != 0) text += 's';
    const auto time = scenario::parse_duration(text);
    if (time.ok()) return over_.arm(time.value);
    context_.console.err("sleep: invalid time interval '" + text + "'\n");
    context_.exit(1);
  }
  void signal(Signal signal) override {
    if (signal == Signal::INT) context_.exit(kExitInterrupted);
    if (signal == Signal::TERM) context_.exit(kExitTerminated);
  }

 private:
  ToolContext context_;
  sim::Timer over_;
};

struct Row {
  std::string_view name;
  MakeTool make;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> table = {
      {"cat", [](ToolContext c) -> std::unique_ptr<Tool> { return std::make_unique<Cat>(std::move(c)); }},
      {"echo",
       [](ToolContext c) -> std::unique_ptr<Tool> { return std::make_unique<ImmediateTool>(std::move(c), echo); }},
      {"false",
       [](ToolContext c) -> std::unique_ptr<Tool> {
         return std::make_unique<ImmediateTool>(std::move(c), [](const ToolContext&) { return 1; });
       }},
      {"grep", [](ToolContext c) -> std::unique_ptr<Tool> { return std::make_unique<Grep>(std::move(c)); }},
      {"head", [](ToolContext c) -> std::unique_ptr<Tool> { return std::make_unique<Head>(std::move(c)); }},
      {"sleep", [](ToolContext c) -> std::unique_ptr<Tool> { return std::make_unique<Sleep>(std::move(c)); }},
      {"true",
       [](ToolContext c) -> std::unique_ptr<Tool> {
         return std::make_unique<ImmediateTool>(std::move(c), [](const ToolContext&) { return 0; });
       }},
      {"wc", [](ToolContext c) -> std::unique_ptr<Tool> { return std::make_unique<WordCount>(std::move(c)); }},
  };
  return table;
}

}  // namespace

void FilterTool::signal(Signal signal) {
  if (signal == Signal::INT) exit(kExitInterrupted);
  if (signal == Signal::TERM) exit(kExitTerminated);
}

void FilterTool::say(std::string_view line) { context_.console.out(std::string(line) + "\n"); }

std::unique_ptr<Tool> make_small_tool(std::string_view name, ToolContext context) {
  for (const Row& row : rows())
    if (row.name == name) return row.make(std::move(context));
  return nullptr;
}

const std::vector<std::string_view>& small_tool_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> list;
    for (const Row& row : rows()) list.push_back(row.name);
    return list;
  }();
  return names;
}

}  // namespace tools
