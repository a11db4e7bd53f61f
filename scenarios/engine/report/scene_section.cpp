#include <fmt/format.h>

#include "scenarios/engine/report/sections.h"
#include "scenarios/engine/report/sequence_diagram.h"
#include "scenarios/engine/report/time_axis.h"

namespace report {
namespace {

/// The faults that began then: "A" and what they did.
void title_of(const PageSource& source, sim::SimTime begin, std::string& letters, std::string& text) {
  for (const FaultBand& b : source.stage.bands) {
    if (b.begin != begin) continue;
    letters += (letters.empty() ? "" : ", ") + b.letter;
    text += (text.empty() ? "" : "; ") + b.text();
  }
}

void write_scene(Markup& page, const PageSource& source, const Scene& scene) {
  std::string letters;
  std::string text;
  title_of(source, scene.begin, letters, text);
  page.open("figure", {{"class", "scene"}}).open("figcaption");
  page.element("span", {{"class", "letter"}}, letters).text(" ");
  page.element("b", text).text(" ");
  page.element("span", {{"class", "note"}}, "at " + moment_text(scene.begin));
  page.close();
  draw_sequence(
      page, scene,
      fmt::format("Sequence diagram: {} at {}, {} steps", text, moment_text(scene.begin), scene.steps.size()));
  if (scene.left_out > 0)
    page.element("p", {{"class", "note"}}, fmt::format("{} later steps are left out.", scene.left_out));
  page.close();
}

}  // namespace

void write_scenes(Markup& page, const PageSource& source) {
  const std::vector<Scene> scenes = source.recorder.scenes().scenes();
  if (scenes.empty()) return;
  open_section(page, "scenes", "Around each fault");
  page.element(
      "p", {{"class", "note"}},
      "Who said what to whom, from each fault on: elections, control requests, retries, rebalances. What flows as "
      "ever is left out; time is told, not drawn to scale; many of one kind are one arrow.");
  draw_arrow_heads(page);
  for (const Scene& s : scenes) write_scene(page, source, s);
  page.close();
}

}  // namespace report
