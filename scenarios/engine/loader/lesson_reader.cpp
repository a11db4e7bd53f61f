#include "scenarios/engine/loader/lesson_reader.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "scenarios/engine/loader/client_reader.h"
#include "scenarios/engine/loader/shorten.h"
#include "scenarios/engine/loader/suggestion.h"
#include "scenarios/engine/loader/target_reader.h"

namespace scenario {
namespace {

/// One entry of `steps`.
class StepReader {
 public:
  StepReader(Context& context, const Node& node, const ScenarioSpec& spec, std::string path)
      : context_(context), spec_(spec), reader_(context, node, Section::step, std::move(path)) {}

  bool read(StepSpec& step) {
    if (!reader_.valid()) return false;
    const int errors_before = context_.diagnostics.errors();
    read_time(step);
    reader_.require("say");
    reader_.text("say", step.say);
    if (const Node* look = reader_.find("look")) read_look(*look, step);
    read_question(step);
    const Mark mark = reader_.mark();
    step.where = {context_.diagnostics.source_name(mark.source), mark.line, mark.column};
    return context_.diagnostics.errors() == errors_before;
  }

 private:
  void read_time(StepSpec& step) {
    const Node* at = reader_.require("at");
    if (!reader_.duration("at", step.at)) return;
    if (context_.duration > sim::Duration{0} && step.at > context_.duration) {
      context_.error(at->mark, fmt::format("{} is after the end of the run", reader_.path()),
                     fmt::format("the run ends at {}", moment_text(context_.duration)));
    } else if (!spec_.steps.empty() && step.at < spec_.steps.back().at) {
      context_.error(at->mark, fmt::format("{} is earlier than the step before it", reader_.path()),
                     "steps stand in the order of time");
    }
  }

  void read_look(const Node& node, StepSpec& step) {
    if (!node.sequence()) return read_one_look(node, step);
    for (const Node& item : node.items) read_one_look(item, step);
  }

  void read_one_look(const Node& node, StepSpec& step) {
    const std::string* text =
        expect_scalar(context_, node, "look", "what to look at, such as broker-101, group NAME or a measure");
    if (text == nullptr) return;
    LookSpec look;
    look.text = *text;
    if (read_thing(node.mark, *text, look)) {
      step.look.push_back(std::move(look));
      return;
    }
    if (look.kind != LookSpec::Kind::machine) return;
    Targets targets;
    read_targets(context_, node, "look", spec_, step.at, targets);
    if (targets.empty()) return;
    look.target = targets.front();
    step.look.push_back(std::move(look));
  }

  /// What is no machine. False if it is one, or after a mistake; `look.kind` tells which.
  bool read_thing(Mark where, std::string_view text, LookSpec& look) {
    using Kind = LookSpec::Kind;
    const std::size_t space = text.find(' ');
    const std::string rest = space == std::string_view::npos ? "" : std::string(text.substr(space + 1));
    const std::string_view word = text.substr(0, space);
    if (text == "map") {
      look.kind = Kind::map;
      if (!spec_.trucks) context_.error(where, "there is no map without trucks");
      return spec_.trucks.has_value();
    }
    if (find_measure(text) != nullptr) {
      look.kind = Kind::measure;
      look.name = text;
      return true;
    }
    if (rest.empty()) return false;
    if (word == "topic") {
      look.kind = Kind::topic;
      look.name = rest;
      return check_topic_at(context_, where, rest, sim::kForever);
    }
    if (word == "partition") {
      look.kind = Kind::partition;
      return read_topic_partition(context_, where, rest, look.name, look.number);
    }
    if (word != "group") return false;
    look.kind = Kind::group;
    look.name = rest;
    if (context_.groups.has(rest) || !context_.groups.complete()) return true;
    context_.error(where, fmt::format("no group is named '{}'", shorten(rest)), suggest(rest, context_.groups.names()));
    return false;
  }

  void read_question(StepSpec& step) {
    QuestionSpec question;
    if (!reader_.text("question", question.ask)) {
      for (const char* key : {"choices", "answer", "proof"}) {
        if (const Node* node = reader_.find(key))
          context_.error(node->mark, fmt::format("'{}' needs a question in {}", key, reader_.path()));
      }
      return;
    }
    if (!read_choices(question) || !read_answer(question) || !read_proof(question)) return;
    step.question = std::move(question);
  }

  bool read_choices(QuestionSpec& question) {
    const Node* node = reader_.require("choices");
    if (node == nullptr) return false;
    if (!node->sequence() || node->items.size() < 2) {
      context_.error(node->mark, fmt::format("'choices' must be a list of at least two answers, not {}",
                                             node->sequence() ? "of fewer" : describe(*node)));
      return false;
    }
    for (const Node& item : node->items) {
      const std::string* text = expect_scalar(context_, item, "choices", "a text");
      if (text == nullptr) return false;
      if (std::count(question.choices.begin(), question.choices.end(), *text) > 0) {
        context_.error(item.mark, fmt::format("the choice '{}' stands there twice", shorten(*text)));
        return false;
      }
      question.choices.push_back(*text);
    }
    return true;
  }

  bool read_answer(QuestionSpec& question) {
    const Node* node = reader_.require("answer");
    std::string answer;
    if (!reader_.text("answer", answer)) return false;
    const auto found = std::find(question.choices.begin(), question.choices.end(), answer);
    if (found == question.choices.end()) {
      context_.error(node->mark, fmt::format("the answer '{}' is none of the choices", shorten(answer)),
                     fmt::format("one of: {}", fmt::join(question.choices, ", ")));
      return false;
    }
    question.answer = static_cast<std::size_t>(found - question.choices.begin());
    return true;
  }

  bool read_proof(QuestionSpec& question) {
    const Node* node = reader_.find("proof");
    if (node == nullptr) {
      context_.error(reader_.find("question")->mark, "nothing proves the answer of this question",
                     "give an expectation a name, and write proof: NAME");
      return false;
    }
    if (!reader_.text("proof", question.proof)) return false;
    std::vector<std::string> names;
    for (const ExpectSpec& e : spec_.expect) {
      if (e.name == question.proof) return true;
      if (!e.name.empty()) names.push_back(e.name);
    }
    if (context_.expectations_unreadable) return false;
    context_.error(node->mark, fmt::format("no expectation is named '{}'", shorten(question.proof)),
                   names.empty() ? "an expectation gets its name by name: NAME" : suggest(question.proof, names));
    return false;
  }

  Context& context_;
  const ScenarioSpec& spec_;
  MapReader reader_;
};

void read_chapter(Context& context, MapReader& root, ScenarioSpec& spec) {
  if (!root.text("chapter", spec.chapter)) return;
  const auto known = chapters();
  if (std::find(known.begin(), known.end(), spec.chapter) != known.end()) return;
  const std::string hint = suggest(spec.chapter, known);
  // A course of one's own may have chapters of its own.
  if (!hint.starts_with("did you mean")) return;
  context.diagnostics.warning(root.find("chapter")->mark,
                              fmt::format("the library has no chapter '{}'", shorten(spec.chapter)), hint);
}

}  // namespace

void read_words(Context& context, MapReader& root, ScenarioSpec& spec) {
  root.require("title");
  root.text("title", spec.title);
  read_chapter(context, root, spec);
  root.text("lesson", spec.lesson);
}

void read_steps(Context& context, const Node* node, ScenarioSpec& spec) {
  if (node == nullptr || !expect_list(context, *node, "steps")) return;
  for (std::size_t i = 0; i < node->items.size() && !context.diagnostics.full(); ++i) {
    StepSpec step;
    if (StepReader(context, node->items[i], spec, item_path("steps", node->items[i], i)).read(step))
      spec.steps.push_back(std::move(step));
  }
}

}  // namespace scenario
