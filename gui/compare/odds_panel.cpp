#include "gui/compare/odds_panel.h"

#include <QBarCategoryAxis>
#include <QBoxSet>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace comparing {

std::array<double, 5> five_numbers(std::vector<double> values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) {
    const double place = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (values[above] - values[below]) * (place - static_cast<double>(below));
  };
  return {values.front(), at(0.25), at(0.5), at(0.75), values.back()};
}

OddsPanel::OddsPanel(QWidget* parent)
    : QFrame(parent),
      seeds_(new QSpinBox(this)),
      start_(new QPushButton(tr("Run the seeds"), this)),
      quantity_(new QComboBox(this)),
      progress_(new QProgressBar(this)),
      summary_(new QLabel(this)),
      chart_(new QChart),
      view_(new QChartView(chart_, this)) {
  setObjectName("panel");
  setAccessibleName(tr("Both settings with many seeds"));
  auto* const all = new QVBoxLayout(this);
  auto* const row = new QHBoxLayout;
  seeds_->setObjectName("odds-seeds");
  seeds_->setAccessibleName(tr("How many seeds"));
  seeds_->setRange(3, 200);
  seeds_->setValue(12);
  seeds_->setSuffix(tr(" seeds x 2"));
  row->addWidget(seeds_);
  start_->setObjectName("odds-start");
  start_->setAccessibleName(tr("Run both settings with many seeds"));
  connect(start_, &QPushButton::clicked, this, [this] { thread_.joinable() ? cancel() : start(); });
  row->addWidget(start_);
  progress_->setAccessibleName(tr("Progress of the seeds"));
  progress_->hide();
  row->addWidget(progress_);
  row->addStretch(1);
  quantity_->setObjectName("odds-quantity");
  quantity_->setAccessibleName(tr("Quantity"));
  quantity_->setMinimumContentsLength(24);
  connect(quantity_, &QComboBox::currentIndexChanged, this, &OddsPanel::show_quantity);
  row->addWidget(quantity_);
  all->addLayout(row);
  summary_->setWordWrap(true);
  all->addWidget(summary_);
  // Qt Charts 6.4 falls over a press where no item is.
  view_->setAttribute(Qt::WA_TransparentForMouseEvents);
  view_->setFocusPolicy(Qt::NoFocus);
  view_->setAccessibleName(tr("Box plots of both settings"));
  view_->setRenderHint(QPainter::Antialiasing);
  all->addWidget(view_, 1);
  timer_.setInterval(100);
  connect(&timer_, &QTimer::timeout, this, [this] { progress_->setValue(done_); });
  show_quantity();
}

void OddsPanel::set_sides(Side a, Side b) {
  cancel();
  odds_.reset();
  sides_[0] = std::move(a);
  sides_[1] = std::move(b);
  offer_quantities();
}

// ---- running

void OddsPanel::start() {
  cancel();
  if (!sides_[0] || !sides_[1]) return;
  const std::uint64_t job = ++job_;
  done_ = 0;
  running_ = std::make_shared<Both>();
  scenario::OddsOptions options;
  for (int i = 0; i < seeds_->value(); ++i) options.seeds.push_back(static_cast<std::uint64_t>(i) + 1);
  progress_->setRange(0, 2 * seeds_->value());
  progress_->show();
  start_->setText(tr("Cancel"));
  timer_.start();
  thread_ =
      std::jthread([this, job, options, both = running_, a = *sides_[0], b = *sides_[1]](const std::stop_token& stop) {
        for (const int side : {0, 1}) {
          std::string problem;
          auto spec = spec_of(side == 0 ? a : b, problem);
          if (!spec) continue;
          view::Journal journal;
          for (const view::JournalEntry& e : (side == 0 ? a : b).journal) journal.add(e);
          journal.apply_to(*spec);
          (*both)[static_cast<std::size_t>(side)] = scenario::run_odds(*spec, options, [&](std::size_t) {
            ++done_;
            return !stop.stop_requested();
          });
        }
        if (!stop.stop_requested())
          QMetaObject::invokeMethod(
              this, [this, job] { finish(job); }, Qt::QueuedConnection);
      });
}

void OddsPanel::finish(std::uint64_t job) {
  if (job != job_) return;
  if (thread_.joinable()) thread_.join();
  odds_ = std::move(running_);
  timer_.stop();
  progress_->hide();
  start_->setText(tr("Run the seeds"));
  offer_quantities();
}

void OddsPanel::cancel() {
  ++job_;
  timer_.stop();
  progress_->hide();
  start_->setText(tr("Run the seeds"));
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
  running_.reset();
}

void OddsPanel::wait() {
  if (!thread_.joinable()) return;
  thread_.join();
  finish(job_);
}

// ---- showing

const scenario::OddsRow* OddsPanel::row(int side) const {
  if (!odds_ || !(*odds_)[static_cast<std::size_t>(side)]) return nullptr;
  for (const scenario::OddsRow& r : (*odds_)[static_cast<std::size_t>(side)]->rows)
    if (QString::fromStdString(r.what + ", " + r.whom) == quantity_->currentText()) return &r;
  return nullptr;
}

void OddsPanel::offer_quantities() {
  const QSignalBlocker quiet(quantity_);
  quantity_->clear();
  int varies = -1;
  if (odds_ && (*odds_)[0]) {
    for (const scenario::OddsRow& r : (*odds_)[0]->rows) {
      if (varies < 0 && r.largest > 0) varies = quantity_->count();
      quantity_->addItem(QString::fromStdString(r.what + ", " + r.whom));
    }
  }
  if (varies > 0) quantity_->setCurrentIndex(varies);
  quantity_->setEnabled(quantity_->count() > 0);
  show_quantity();
}

void OddsPanel::show_quantity() {
  chart_->removeAllSeries();
  for (QAbstractAxis* const axis : chart_->axes()) {
    chart_->removeAxis(axis);
    delete axis;
  }
  view_->setVisible(row(0) != nullptr);
  summary_->setText(describe());
  if (row(0) == nullptr) return;
  auto* const series = new QBoxPlotSeries;
  double most = 0;
  for (const int side : {0, 1}) {
    const scenario::OddsRow* const r = row(side);
    if (r == nullptr || r->values.empty()) continue;
    const auto five = five_numbers(r->values);
    auto* const box = new QBoxSet(five[0], five[1], five[2], five[3], five[4], side == 0 ? "A" : "B");
    const QColor colour = style::theme().category(side == 0 ? 0 : 1);
    box->setPen(QPen(colour, 1.6));
    box->setBrush(style::faded(colour, 0.35));
    series->append(box);
    most = std::max(most, five[4]);
  }
  series->setBoxWidth(0.4);
  chart_->addSeries(series);
  auto* const x = new QBarCategoryAxis;
  x->append({"A", "B"});
  auto* const y = new QValueAxis;
  y->setRange(0, most > 0 ? most * 1.08 : 1);
  chart_->addAxis(x, Qt::AlignBottom);
  chart_->addAxis(y, Qt::AlignLeft);
  series->attachAxis(x);
  series->attachAxis(y);
  style_chart();
}

void OddsPanel::style_chart() {
  const style::Theme& t = style::theme();
  chart_->setBackgroundBrush(t.panel);
  chart_->setBackgroundRoundness(0);
  chart_->setMargins(QMargins(4, 4, 4, 4));
  chart_->legend()->hide();
  chart_->setAnimationOptions(QChart::NoAnimation);
  for (QAbstractAxis* const axis : chart_->axes()) {
    axis->setLabelsFont(style::ui_font(12));
    axis->setLabelsColor(t.muted);
    axis->setGridLineColor(t.grid);
    axis->setLinePenColor(t.border);
  }
}

QString OddsPanel::describe() const {
  const scenario::OddsRow* const a = row(0);
  const scenario::OddsRow* const b = row(1);
  if (a == nullptr || b == nullptr)
    return tr("One seed may be luck. Run both settings with many seeds to see whether the difference stays.");
  const auto words = [](const scenario::OddsRow& r) {
    const auto five = five_numbers(r.values);
    return tr("median %1, half of the runs from %2 to %3, most %4")
        .arg(style::number_text(five[2]), style::number_text(five[1]), style::number_text(five[3]),
             style::number_text(five[4]));
  };
  return tr("%1 in %2 runs each.  A: %3.  B: %4.")
      .arg(quantity_->currentText())
      .arg(a->values.size())
      .arg(words(*a), words(*b));
}

}  // namespace comparing
