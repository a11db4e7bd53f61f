#include "scenarios/engine/report/sequence_diagram.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "scenarios/engine/report/plot_area.h"
#include "scenarios/engine/report/short_name.h"
#include "scenarios/engine/run/quantities.h"

namespace report {
namespace {

constexpr std::size_t kMostActors = 9;
constexpr double kHead = 34;
constexpr double kRow = 25;
constexpr double kSilenceRow = 20;
constexpr double kTimeColumn = 84;
constexpr sim::Duration kSilence = std::chrono::seconds(1);

/// One scene while it is drawn.
class SceneDrawing {
 public:
  SceneDrawing(Markup& page, const Scene& scene) : page_(page), scene_(scene) { place_actors(); }

  void draw(const std::string& label) {
    std::vector<const SceneStep*> steps;
    double height = kHead + 14;
    std::optional<sim::SimTime> before;
    for (const SceneStep& s : scene_.steps) {
      if (s.kind != SceneStep::Kind::mark && (!x_[s.from] || !x_[s.to])) continue;
      height += kRow + (before && s.time - *before > kSilence ? kSilenceRow : 0);
      before = s.time;
      steps.push_back(&s);
    }
    page_.open("svg", {{"class", "sequence"},
                       {"viewBox", fmt::format("0 0 {} {}", coordinate(kChartWidth), coordinate(height))},
                       {"role", "img"},
                       {"aria-label", label}});
    draw_actors(height);
    double y = kHead + 12;
    before.reset();
    for (const SceneStep* s : steps) {
      if (before && s->time - *before > kSilence) {
        draw_silence(y, s->time - *before);
        y += kSilenceRow;
      }
      before = s->time;
      draw_step(*s, y);
      y += kRow;
    }
    page_.close();
  }

 private:
  /// Producers, brokers, ZooKeeper, consumers; of many those that have most to say.
  void place_actors() {
    std::vector<std::size_t> said(scene_.actors.size());
    for (const SceneStep& s : scene_.steps) {
      if (s.kind == SceneStep::Kind::mark) continue;
      ++said[s.from];
      ++said[s.to];
    }
    std::vector<std::size_t> order(scene_.actors.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return said[a] > said[b]; });
    if (order.size() > kMostActors) order.resize(kMostActors);
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return scene_.actors[a] < scene_.actors[b]; });
    x_.resize(scene_.actors.size());
    const double lane = (kChartWidth - kTimeColumn) / static_cast<double>(std::max<std::size_t>(order.size(), 1));
    lane_ = lane;
    for (std::size_t i = 0; i < order.size(); ++i) x_[order[i]] = kTimeColumn + lane * (static_cast<double>(i) + 0.5);
  }

  void draw_actors(double height) {
    for (std::size_t i = 0; i < scene_.actors.size(); ++i) {
      if (!x_[i]) continue;
      const std::string name = shortened(scene_.actors[i].name, static_cast<std::size_t>((lane_ - 10) / 6.6));
      const double width = std::min(lane_ - 6, 14 + 6.9 * static_cast<double>(letters(name)));
      page_.open("g");
      page_.element("title", scene_.actors[i].name);
      page_.empty("line", {{"class", "life"}, {"x1", *x_[i]}, {"x2", *x_[i]}, {"y1", kHead - 6}, {"y2", height}});
      page_.empty(
          "rect",
          {{"class", "actor"}, {"x", *x_[i] - width / 2}, {"y", 4.0}, {"width", width}, {"height", 24.0}, {"rx", 5.0}});
      page_.element("text", {{"class", "actor-name"}, {"x", *x_[i]}, {"y", 20.0}}, name);
      page_.close();
    }
  }

  void draw_silence(double y, sim::Duration silence) {
    page_.element("text", {{"class", "silence"}, {"x", kTimeColumn - 10}, {"y", y + 8}, {"text-anchor", "end"}},
                  "\u22ee " + scenario::duration_text(sim::to_seconds(silence), 3));
  }

  void draw_step(const SceneStep& step, double y) {
    page_.open("g", {{"class", step.bad ? "step bad" : "step"}});
    const double after = sim::to_seconds(step.time - scene_.begin);
    page_.element("text", {{"class", "when"}, {"x", kTimeColumn - 10}, {"y", y + 8}, {"text-anchor", "end"}},
                  after < 1 ? "+" + scenario::duration_text(after, 4) : fmt::format("+{:.3f} s", after));
    if (step.kind == SceneStep::Kind::mark)
      draw_mark(step, y);
    else if (step.kind == SceneStep::Kind::note)
      draw_note(step, y);
    else
      draw_arrow(step, y);
    page_.close();
  }

  void draw_mark(const SceneStep& step, double y) {
    page_.empty("rect", {{"class", "mark"},
                         {"x", kTimeColumn},
                         {"y", y - 7},
                         {"width", kChartWidth - kTimeColumn - 4},
                         {"height", 19.0},
                         {"rx", 3.0}});
    page_.element("text", {{"class", "mark-text"}, {"x", kTimeColumn + 8}, {"y", y + 7}}, step.text());
  }

  /// Keeps a text of this width inside the picture.
  [[nodiscard]] static double inside(double x, double width) {
    return std::clamp(x, kTimeColumn + width / 2, std::max(kChartWidth - 4 - width / 2, kTimeColumn + width / 2));
  }

  void draw_note(const SceneStep& step, double y) {
    const std::string text = shortened(step.text(), 70);
    const double width = 16 + width_of(text);
    const double x = inside(*x_[step.from], width);
    page_.empty("circle", {{"class", "dot"}, {"cx", *x_[step.from]}, {"cy", y + 3}, {"r", 3.5}});
    page_.empty(
        "rect",
        {{"class", "note-box"}, {"x", x - width / 2}, {"y", y - 6}, {"width", width}, {"height", 18.0}, {"rx", 9.0}});
    page_.element("text", {{"class", "note-text"}, {"x", x}, {"y", y + 7}}, text);
  }

  void draw_arrow(const SceneStep& step, double y) {
    const double from = *x_[step.from];
    const double to = *x_[step.to];
    const std::string text = shortened(step.text(), 70);
    const double width = width_of(text);
    const double line = y + 8;
    const bool broken = step.kind == SceneStep::Kind::broken;
    const std::string look = broken ? "arrow lost" : step.kind == SceneStep::Kind::answer ? "arrow answer" : "arrow";
    if (from == to) {
      page_.empty("path", {{"class", look},
                           {"marker-end", "url(#head)"},
                           {"d", fmt::format("M{} {}h26v7h-24", coordinate(from), coordinate(line - 5))}});
    } else {
      const double tip = broken ? from + (to - from) * 0.82 : to + (to > from ? -2 : 2);
      page_.empty("line", {{"class", look},
                           {"x1", from},
                           {"x2", tip},
                           {"y1", line},
                           {"y2", line},
                           {"marker-end", broken     ? "url(#cross)"
                                          : step.bad ? "url(#bad-head)"
                                                     : "url(#head)"}});
    }
    page_.element("text", {{"class", "message"}, {"x", inside((from + to) / 2, width)}, {"y", line - 4}}, text);
  }

  Markup& page_;
  const Scene& scene_;
  std::vector<std::optional<double>> x_;  // by actor; nothing: it is left out
  double lane_ = 0;
};

void draw_head(Markup& page, const std::string& id, const std::string& look, const std::string& path) {
  page.open("marker", {{"id", id},
                       {"viewBox", "0 0 10 10"},
                       {"refX", id == "cross" ? 5.0 : 9.0},
                       {"refY", 5.0},
                       {"markerWidth", 8.0},
                       {"markerHeight", 8.0},
                       {"markerUnits", "userSpaceOnUse"},
                       {"orient", "auto"}});
  page.empty("path", {{"class", look}, {"d", path}}).close();
}

}  // namespace

void draw_arrow_heads(Markup& page) {
  page.open("svg", {{"width", 0}, {"height", 0}, {"aria-hidden", "true"}, {"class", "shared"}}).open("defs");
  draw_head(page, "head", "head", "M0 0L10 5L0 10z");
  draw_head(page, "bad-head", "head bad", "M0 0L10 5L0 10z");
  draw_head(page, "cross", "cross", "M1 1L9 9M9 1L1 9");
  page.close().close();
}

void draw_sequence(Markup& page, const Scene& scene, const std::string& label) {
  SceneDrawing(page, scene).draw(label);
}

}  // namespace report
