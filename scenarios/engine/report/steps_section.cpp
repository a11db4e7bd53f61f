#include "scenarios/engine/report/sections.h"
#include "scenarios/engine/report/time_axis.h"

namespace report {
namespace {

/// As the axis of a chart has it, unless that is too rough.
std::string step_time(sim::Duration at) {
  const bool whole = at % std::chrono::seconds(1) == sim::Duration{0};
  return whole ? clock_text(sim::to_seconds(at), 1) : moment_text(sim::kTimeZero + at);
}

void write_proof(Markup& page, const scenario::Judgement* proof) {
  if (proof == nullptr) {
    page.element("p", {{"class", "proof bad"}}, "Nothing in this run proves it.");
    return;
  }
  const char* introduction = proof->met      ? "\u2713 The run proves it: "
                             : proof->open() ? "? Only another variant's run proves it: "
                                             : "\u2715 This run does not prove it: ";
  page.element("p",
               {{"class", proof->met      ? "proof good"
                          : proof->open() ? "proof"
                                          : "proof bad"}},
               introduction + proof->sentence() + ".");
}

void write_question(Markup& page, const scenario::QuestionSpec& question, const scenario::RunResult& run) {
  page.open("div", {{"class", "question"}}).open("p");
  write_words(page, question.ask);
  page.close().open("ul");
  for (const std::string& choice : question.choices) page.element("li", choice);
  page.close().open("details").element("summary", "Answer");
  page.open("p").element("b", question.choices.at(question.answer)).close();
  write_proof(page, scenario::judgement_of(run.verdicts, question.proof));
  page.close().close();
}

void write_step(Markup& page, const scenario::StepSpec& step, const scenario::RunResult& run) {
  page.open("li").element("time", step_time(step.at)).open("div").open("p");
  write_words(page, step.say);
  page.close();
  if (!step.look.empty()) {
    page.open("p", {{"class", "look"}}).text("Look at ");
    for (const scenario::LookSpec& look : step.look) page.element("span", {{"class", "pill"}}, look.text).text(" ");
    page.close();
  }
  if (step.question) write_question(page, *step.question, run);
  page.close().close();
}

}  // namespace

void write_steps(Markup& page, const PageSource& source) {
  if (source.spec().steps.empty()) return;
  open_section(page, "steps", "Step by step");
  page.open("ol", {{"class", "steps"}});
  for (const scenario::StepSpec& step : source.spec().steps) write_step(page, step, source.run);
  page.close().close();
}

}  // namespace report
