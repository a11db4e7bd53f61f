#include "gui/compare/pair_chart.h"

#include <cmath>

namespace comparing {

using charts::ChartLine;

PairChart::PairChart(Quantity quantity, bridge::Session& session, QWidget* parent)
    : PairChart(std::move(quantity), session, std::make_shared<charts::Moments>(), parent) {}

PairChart::PairChart(Quantity quantity, bridge::Session& session, std::shared_ptr<charts::Moments> moments,
                     QWidget* parent)
    : TimeChart(session, moments, parent), quantity_(std::move(quantity)), ticks_of_(std::move(moments)) {
  set_log(quantity_.logarithmic);
  give_lines();
}

void PairChart::show_runs(std::shared_ptr<const view::RunRecord> a, std::shared_ptr<const view::RunRecord> b) {
  runs_[0] = std::move(a);
  runs_[1] = std::move(b);
  give_lines();
}

void PairChart::show_side(int side) {
  side_ = side;
  give_lines();
}

std::vector<ChartLine> PairChart::lines_of_run(int side) const {
  std::vector<ChartLine> lines;
  if (!runs_[side]) return lines;
  const auto all = runs_[side]->series(quantity_.prefix, quantity_.suffix);
  for (const view::RunRecord::Series* const s : all) {
    ChartLine line;
    line.name = side == 0 ? "A" : "B";
    if (all.size() > 1) line.name += " " + QString::fromStdString(s->info.label);
    line.source = charts::series_source(runs_[side], s->info.path);
    line.style = quantity_.unit == "partitions" ? ChartLine::Style::step : ChartLine::Style::line;
    line.colour = side == 0 ? 0 : 1;
    line.dashes = lines.size();
    lines.push_back(std::move(line));
  }
  return lines;
}

/// A's run says where faults are drawn, unless only B is shown.
void PairChart::give_lines() {
  const auto& run = runs_[side_ == 1 ? 1 : 0];
  if (run) ticks_of_->follow(*run);
  set_record(run);
  set_title((side_ < 0 ? "" : side_ == 0 ? "A   " : "B   ") + quantity_.title, quantity_.unit);
  std::vector<ChartLine> lines = lines_of_run(side_ == 1 ? 1 : 0);
  std::vector<ChartLine> others = lines_of_run(side_ == 1 ? 0 : 1);
  if (side_ < 0) {
    for (ChartLine& line : others) lines.push_back(std::move(line));
    others.clear();
  }
  set_lines(std::move(lines));
  set_room_for(std::move(others));
}

// ---- B less A

view::Pyramid difference_of(const view::RunRecord& a, const view::RunRecord& b, const std::string& path) {
  view::Pyramid difference;
  const view::RunRecord::Series* const x = a.find(path);
  const view::RunRecord::Series* const y = b.find(path);
  if (x == nullptr || y == nullptr) return difference;
  for (std::size_t i = 0; i < y->samples.size(); ++i) {
    const double t = y->samples.time(i);
    const double other = charts::value_at(x->samples, t);
    if (!std::isnan(other)) difference.append(t, y->samples.value(i) - static_cast<float>(other));
  }
  return difference;
}

DifferenceStrip::DifferenceStrip(bridge::Session& session, QWidget* parent)
    : DifferenceStrip(session, std::make_shared<charts::Moments>(), parent) {}

DifferenceStrip::DifferenceStrip(bridge::Session& session, std::shared_ptr<charts::Moments> moments, QWidget* parent)
    : TimeChart(session, moments, parent), ticks_of_(std::move(moments)) {
  setObjectName("compare-strip");
}

void DifferenceStrip::show_runs(std::shared_ptr<const view::RunRecord> a, std::shared_ptr<const view::RunRecord> b) {
  runs_[0] = std::move(a);
  runs_[1] = std::move(b);
  give_lines();
}

void DifferenceStrip::show_quantity(const Quantity& quantity) {
  quantity_ = quantity;
  give_lines();
}

void DifferenceStrip::give_lines() {
  set_title(tr("B less A: %1").arg(quantity_.title), quantity_.unit);
  set_record(runs_[0]);
  std::vector<ChartLine> lines;
  if (runs_[0] && runs_[1]) {
    ticks_of_->follow(*runs_[0]);
    for (const view::RunRecord::Series* const s : runs_[1]->series(quantity_.prefix, quantity_.suffix)) {
      ChartLine line;
      line.name = QString::fromStdString(s->info.label);
      const auto made = std::make_shared<view::Pyramid>(difference_of(*runs_[0], *runs_[1], s->info.path));
      line.source = [made] { return made.get(); };
      line.colour = lines.size() + 2;  // neither A's nor B's
      lines.push_back(std::move(line));
    }
  }
  set_lines(std::move(lines));
}

}  // namespace comparing
