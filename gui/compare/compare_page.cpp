#include "gui/compare/compare_page.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QShortcut>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/charts/framed.h"
#include "gui/compare/fork_dialog.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"
#include "gui/view/seconds.h"

namespace comparing {
namespace {

using style::text_of;

QString when(const view::EventRow& row) { return style::clock_text(sim::to_seconds(row.time - sim::kTimeZero)); }

QString line_of(const view::EventRow* row) {
  if (row == nullptr) return ComparePage::tr("it has ended");
  return QString("%1 %2: %3").arg(when(*row), text_of(row->who), text_of(row->text));
}

}  // namespace

ComparePage::ComparePage(bridge::Session& session, QWidget* parent)
    : Page("compare", tr("Compare"), style::Icon::compare, session, parent),
      outcome_(new OutcomeModel(this)),
      table_(new QTableView(this)),
      note_frame_(new QFrame(this)),
      note_(new QLabel(note_frame_)),
      jump_(new QPushButton(tr("Show both sides there (J)"), note_frame_)),
      both_(new BothSides(this)),
      nothing_(new QLabel(this)),
      past_(new QComboBox(this)),
      fork_(new QPushButton(tr("Fork && compare"), this)),
      overlay_(nullptr),
      group_(nullptr),
      seeds_(nullptr),
      groups_(new GroupsPair(session, this)),
      odds_(new OddsPanel(this)),
      progress_(new QProgressBar(this)),
      cancel_(new QPushButton(tr("Cancel"), this)),
      scroll_(new QScrollArea(this)),
      charts_(new QWidget),
      grid_(new QGridLayout(charts_)),
      strip_(new DifferenceStrip(session, charts_)),
      strip_frame_(charts::framed(strip_, charts_)) {
  auto* const all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(10);
  make_head(all);
  make_note(all);
  all->addWidget(both_, 4);
  nothing_->setAlignment(Qt::AlignCenter);
  nothing_->setWordWrap(true);
  all->addWidget(nothing_, 1);
  make_charts(all);
  connect(&runs_, &BackgroundRuns::done, this, &ComparePage::show_runs);
  connect(&session, &bridge::Session::opened, this, &ComparePage::offer_past_runs);
  connect(&session, &bridge::Session::branched, this, &ComparePage::offer_past_runs);
  progress_timer_.setInterval(100);
  connect(&progress_timer_, &QTimer::timeout, this,
          [this] { progress_->setValue(static_cast<int>(1000 * runs_.progress())); });
  offer_past_runs();
  clear();
}

void ComparePage::make_head(QVBoxLayout* all) {
  auto* const panel = new QFrame(this);
  panel->setObjectName("panel");
  auto* const inside = new QVBoxLayout(panel);
  inside->setContentsMargins(10, 8, 10, 8);
  auto* const row = new QHBoxLayout;
  fork_->setObjectName("compare-fork");
  fork_->setAccessibleName(tr("Fork and compare"));
  fork_->setIcon(style::make_icon(style::Icon::compare, style::theme().text));
  connect(fork_, &QPushButton::clicked, this, [this] { fork(); });
  row->addWidget(fork_);
  past_->setObjectName("compare-past");
  past_->setAccessibleName(tr("Compare with a run that was left"));
  past_->setMinimumContentsLength(28);
  past_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  connect(past_, &QComboBox::activated, this, &ComparePage::compare_with_past);
  row->addWidget(past_);
  row->addStretch(1);
  progress_->setObjectName("compare-progress");
  progress_->setAccessibleName(tr("Progress of both runs"));
  progress_->setRange(0, 1000);
  progress_->setMaximumWidth(240);
  row->addWidget(progress_);
  cancel_->setObjectName("compare-cancel");
  cancel_->setAccessibleName(tr("Cancel both runs"));
  connect(cancel_, &QPushButton::clicked, this, [this] {
    runs_.cancel();
    clear();
  });
  row->addWidget(cancel_);
  overlay_ = make_switch(row, "compare-overlay", tr("Overlay (O)"), tr("Both runs in one chart"), Qt::Key_O);
  group_ = make_switch(row, "compare-groups", tr("Groups (G)"), tr("A consumer group in both runs"), Qt::Key_G);
  seeds_ = make_switch(row, "compare-seeds", tr("Many seeds (B)"), tr("Box plots over many seeds"), Qt::Key_B);
  overlay_->setChecked(true);
  connect(overlay_, &QToolButton::toggled, this, &ComparePage::set_overlay);
  connect(group_, &QToolButton::toggled, this, &ComparePage::set_groups);
  connect(seeds_, &QToolButton::toggled, this, &ComparePage::set_seeds);
  inside->addLayout(row);
  table_->setObjectName("compare-outcome");
  table_->setAccessibleName(tr("What came of both runs"));
  table_->setModel(outcome_);
  table_->setShowGrid(false);
  table_->setSelectionMode(QAbstractItemView::NoSelection);
  table_->verticalHeader()->hide();
  table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  table_->horizontalHeader()->setHighlightSections(false);
  table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table_->horizontalHeader()->setStretchLastSection(true);
  table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  inside->addWidget(table_);
  all->addWidget(panel);
}

QToolButton* ComparePage::make_switch(QHBoxLayout* row, const QString& id, const QString& text, const QString& spoken,
                                      Qt::Key key) {
  auto* const button = new QToolButton(this);
  button->setObjectName(id);
  button->setText(text);
  button->setAccessibleName(spoken);
  button->setCheckable(true);
  row->addWidget(button);
  auto* const shortcut = new QShortcut(QKeySequence(key), this);
  shortcut->setContext(Qt::WidgetWithChildrenShortcut);
  connect(shortcut, &QShortcut::activated, button, [button] {
    if (button->isVisible()) button->toggle();
  });
  return button;
}

void ComparePage::make_note(QVBoxLayout* all) {
  note_frame_->setObjectName("compare-note");
  auto* const row = new QHBoxLayout(note_frame_);
  row->setContentsMargins(10, 6, 8, 6);
  note_->setObjectName("compare-difference");
  note_->setAccessibleName(tr("Where the runs go apart"));
  note_->setWordWrap(true);
  note_->setTextFormat(Qt::PlainText);
  row->addWidget(note_, 1);
  jump_->setObjectName("compare-jump");
  jump_->setAccessibleName(tr("Show both sides at the first difference"));
  row->addWidget(jump_);
  connect(jump_, &QPushButton::clicked, this, &ComparePage::show_first_difference);
  auto* const key = new QShortcut(QKeySequence(Qt::Key_J), this);
  key->setContext(Qt::WidgetWithChildrenShortcut);
  connect(key, &QShortcut::activated, this, &ComparePage::show_first_difference);
  all->addWidget(note_frame_);
  both_->setMinimumHeight(static_cast<int>(120 * style::font_scale()));
  both_->setMaximumHeight(static_cast<int>(230 * style::font_scale()));
  both_->hide();
  connect(both_, &BothSides::wanted, this, [this](double seconds) { session().window().set_cursor(seconds); });
}

void ComparePage::make_charts(QVBoxLayout* all) {
  grid_->setContentsMargins(0, 0, 0, 0);
  grid_->setSpacing(10);
  const std::vector<Quantity> quantities{{tr("produce latency p99"), "ms", "produce/latency/p99", "/p99", true},
                                         {tr("acknowledged records"), "records/s", "produce/", "/acknowledged"},
                                         {tr("consumer lag"), "records", "group/", "/lag"},
                                         {tr("offline partitions"), "partitions", "replication/offline", ""}};
  for (int copy = 0; copy < 2; ++copy)
    for (const Quantity& q : quantities) {
      auto* const chart = new PairChart(q, session(), charts_);
      chart->setObjectName(QString("compare-chart-%1").arg(pairs_.size()));
      charts::framed(chart, charts_);
      connect(chart, &PairChart::pin_wanted, this, [this, chart] { show_strip_of(*chart); });
      pairs_.push_back(chart);
    }
  strip_->show_quantity(quantities.front());
  strip_frame_->setFixedHeight(static_cast<int>(132 * style::font_scale()));
  lay_out_charts();
  scroll_->setObjectName("compare-scroll");
  scroll_->setWidget(charts_);
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  all->addWidget(scroll_, 3);
  all->addWidget(groups_, 3);
  all->addWidget(odds_, 3);
}

/// P in a chart: its quantity is the one of the strip.
void ComparePage::show_strip_of(const PairChart& chart) { strip_->show_quantity(chart.quantity()); }

void ComparePage::lay_out_charts() {
  const bool overlaid = overlay_->isChecked();
  const bool roomy = both_->isHidden();
  const std::size_t half = pairs_.size() / 2;
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    PairChart* const chart = pairs_[i];
    QWidget* const frame = chart->parentWidget();
    grid_->removeWidget(frame);
    const auto n = static_cast<int>(i % half);
    const bool second = i >= half;
    chart->show_side(overlaid ? -1 : second ? 1 : 0);
    const int most = overlaid ? (roomy ? 4 : 2) : roomy ? 3 : 2;
    frame->setVisible(!(overlaid && second) && n < most);
    if (frame->isHidden()) continue;
    if (overlaid)
      grid_->addWidget(frame, n / 2, n % 2);
    else
      grid_->addWidget(frame, n, second ? 1 : 0);
  }
  grid_->removeWidget(strip_frame_);
  grid_->addWidget(strip_frame_, 3, 0, 1, 2);
  strip_frame_->setVisible(overlaid && roomy);
}

void ComparePage::set_overlay(bool on) {
  overlay_->setChecked(on);
  lay_out_charts();
}

void ComparePage::set_groups(bool on) { show_part(on ? Shown::groups : Shown::charts); }

void ComparePage::set_seeds(bool on) { show_part(on ? Shown::seeds : Shown::charts); }

void ComparePage::show_part(Shown part) {
  part_ = part;
  const QSignalBlocker quiet_group(group_);
  const QSignalBlocker quiet_seeds(seeds_);
  group_->setChecked(part == Shown::groups);
  seeds_->setChecked(part == Shown::seeds);
  scroll_->setVisible(part == Shown::charts && a_);
  groups_->setVisible(part == Shown::groups && a_);
  odds_->setVisible(part == Shown::seeds && a_);
  overlay_->setVisible(part == Shown::charts && a_);
}

void ComparePage::show_first_difference() {
  if (!a_ || !b_ || difference_.identical()) return;
  if (!both_->isHidden()) {
    both_->hide();
    return lay_out_charts();
  }
  const view::EventRow* const first = difference_.a != nullptr ? difference_.a : difference_.b;
  if (first == nullptr) return;
  both_->show_difference(*a_, *b_, difference_);
  both_->show();
  lay_out_charts();
  constexpr double kAround = 5;
  const double at = view::seconds(first->time);
  bridge::TimeWindow& window = session().window();
  window.show(std::max(0.0, at - kAround), std::min(window.whole(), at + kAround));
  window.set_cursor(at);
  session().seek(at);
  session().selection().select(bridge::Selection::Kind::event, QString::number(first->number));
}

// ---- which runs

void ComparePage::offer_past_runs() {
  past_->clear();
  const auto& all = session().past_runs();
  past_->addItem(all.empty() ? tr("no other run yet") : tr("compare with a run that was left ..."));
  for (std::size_t i = all.size(); i-- > 0;)
    past_->addItem(tr("%1 (%n fault(s) by hand)", nullptr, static_cast<int>(all[i].journal.size())).arg(all[i].title),
                   static_cast<int>(i));
  past_->setEnabled(!all.empty());
}

void ComparePage::compare_with_past(int index) {
  const QVariant which = past_->itemData(index);
  if (!which.isValid() || !session().spec()) return;
  const bridge::Session::PastRun& past = session().past_runs()[static_cast<std::size_t>(which.toInt())];
  const auto by_hand = [](const std::vector<view::JournalEntry>& journal) {
    std::string text;
    for (const view::JournalEntry& e : journal) text += ", " + e.words;
    return text;
  };
  Side a{past.title.toStdString() + by_hand(past.journal), past.source, past.journal};
  Side b{session().spec()->title + by_hand(session().journal()), session().source(), session().journal()};
  if (a.title == b.title) b.title += " (now)";
  compare(std::move(a), std::move(b));
}

void ComparePage::fork(const QString& setting) {
  if (!session().spec()) return;
  ForkDialog dialog(session(), this);
  if (!setting.isEmpty()) dialog.point_at(setting);
  if (dialog.exec() == QDialog::Accepted) compare(dialog.base(), dialog.changed());
}

QString ComparePage::compare_with(const QStringList& words) {
  if (!session().spec()) return tr("No scenario is open.");
  Changes changes;
  for (const QString& word : words)
    if (const std::string wrong = read_change(word.toStdString(), changes); !wrong.empty()) return text_of(wrong);
  Sides sides = sides_of({{}, session().source(), session().journal()}, *session().spec(), changes);
  std::string problem;
  if (!spec_of(sides.b, problem)) return text_of(problem);
  compare(std::move(sides.a), std::move(sides.b));
  return {};
}

std::vector<pages::KeyNote> ComparePage::keys() const {
  const QString group = tr("Compare");
  return {{group, "O", tr("both runs in one chart, or side by side")},
          {group, "G", tr("a consumer group of both runs over each other")},
          {group, "B", tr("box plots over many seeds")},
          {group, "J", tr("both sides at the first difference")},
          {group, "P", tr("in a chart: its quantity is that of the strip B less A")}};
}

void ComparePage::compare(Side a, Side b) {
  clear();
  nothing_->setText(tr("Both runs are under way: %1, and %2.").arg(text_of(a.title), text_of(b.title)));
  progress_->setValue(0);
  progress_->show();
  cancel_->show();
  progress_timer_.start();
  runs_.start({std::move(a), std::move(b)});
}

// ---- showing

void ComparePage::clear() {
  progress_timer_.stop();
  progress_->hide();
  cancel_->hide();
  a_.reset();
  b_.reset();
  difference_ = {};
  outcome_->show({}, {}, {});
  for (PairChart* const chart : pairs_) chart->show_runs(nullptr, nullptr);
  strip_->show_runs(nullptr, nullptr);
  groups_->show_runs(nullptr, nullptr);
  if (part_ != Shown::charts) show_part(Shown::charts);
  say_nothing_compared();
}

void ComparePage::say_nothing_compared() {
  say(session().spec() ? tr("Two runs of the same scenario show what a setting is worth. \"Fork & compare\" runs this "
                            "one again with "
                            "something changed; or choose a run that was left.")
                       : tr("No scenario is open."));
}

void ComparePage::say(const QString& text) {
  nothing_->setText(text);
  nothing_->show();
  for (QWidget* const w :
       std::initializer_list<QWidget*>{note_frame_, both_, table_, scroll_, groups_, odds_, overlay_, group_, seeds_})
    w->hide();
}

void ComparePage::show_runs(const std::vector<std::shared_ptr<const WholeRun>>& runs) {
  progress_timer_.stop();
  progress_->hide();
  cancel_->hide();
  for (const auto& run : runs)
    if (!run->problem.empty()) return say(text_of(run->side.title + ": " + run->problem));
  if (runs.size() != 2 || !runs[0]->result || !runs[1]->result) return clear();
  a_ = runs[0];
  b_ = runs[1];
  outcome_->show(text_of(a_->side.title), text_of(b_->side.title), figures_of(*a_, *b_));
  for (PairChart* const chart : pairs_) chart->show_runs(a_->record, b_->record);
  strip_->show_runs(a_->record, b_->record);
  groups_->show_runs(a_, b_);
  nothing_->hide();
  lay_out_charts();
  for (QWidget* const w : std::initializer_list<QWidget*>{note_frame_, table_, seeds_}) w->show();
  group_->setVisible(groups_->any());
  odds_->set_sides(a_->side, b_->side);
  show_part(part_);
  show_difference();
  fit_table();
}

void ComparePage::show_difference() {
  difference_ = first_difference(*a_->record, *b_->record);
  QString text;
  if (difference_.identical()) {
    text = tr("The runs are identical, event by event.");
  } else {
    text = difference_.last == nullptr
               ? tr("The runs differ from the beginning.")
               : tr("Identical up to event %1 (%2).")
                     .arg(style::count_text(static_cast<double>(difference_.last->number)), when(*difference_.last));
    if (difference_.a == nullptr && difference_.b == nullptr)
      text += " " + tr("Then only requests differ, which are not told one by one.");
    else
      text += "  " +
              tr("First difference that is told:  A: %1.  B: %2.").arg(line_of(difference_.a), line_of(difference_.b));
  }
  note_->setText(text);
  const style::Theme& t = style::theme();
  jump_->setVisible(difference_.a != nullptr || difference_.b != nullptr);
  note_frame_->setStyleSheet(QString("#compare-note { background: %1; border: 1px solid %2; border-radius: 9px; }")
                                 .arg(style::mixed(t.panel, t.accent, 0.15).name(), t.border.name()));
}

void ComparePage::fit_table() {
  table_->resizeRowsToContents();
  int high = table_->horizontalHeader()->sizeHint().height() + 14;
  for (int i = 0; i < outcome_->rowCount(); ++i) high += table_->rowHeight(i);
  table_->setFixedHeight(high);
}

void ComparePage::changeEvent(QEvent* event) {
  Page::changeEvent(event);
  if (event->type() == QEvent::PaletteChange)
    fork_->setIcon(style::make_icon(style::Icon::compare, style::theme().text));
}

void ComparePage::refresh() {
  if (!a_ && !runs_.busy()) say_nothing_compared();
  if (past_->count() != static_cast<int>(session().past_runs().size()) + 1) offer_past_runs();
  fork_->setEnabled(session().spec().has_value());
  const style::Theme& t = style::theme();
  const QString chosen = QString("QToolButton:checked { background: %1; border-color: %2; }")
                             .arg(style::mixed(t.panel2, t.accent, 0.25).name(), t.accent.name());
  for (QToolButton* const button : {overlay_, group_, seeds_})
    if (button->styleSheet() != chosen) button->setStyleSheet(chosen);
}

QString ComparePage::describe() const {
  if (!a_ || !b_) return nothing_->text();
  QStringList lines;
  for (int row = 0; row < outcome_->rowCount(); ++row) {
    QStringList cells;
    for (int c = 0; c < outcome_->columnCount(); ++c) {
      const QVariant spoken = outcome_->data(outcome_->index(row, c), Qt::AccessibleTextRole);
      cells << (spoken.isValid() ? spoken : outcome_->data(outcome_->index(row, c), Qt::DisplayRole)).toString();
    }
    lines << cells.join("; ");
  }
  lines << note_->text();
  if (!both_->isHidden()) lines << both_->describe();
  if (part_ == Shown::groups) lines << groups_->describe();
  if (part_ == Shown::seeds) lines << odds_->describe();
  if (part_ == Shown::charts)
    for (const PairChart* const chart : pairs_)
      if (!chart->parentWidget()->isHidden()) lines << chart->describe();
  return lines.join('\n');
}

QList<QStringList> ComparePage::table() const {
  QList<QStringList> rows;
  for (int row = -1; row < outcome_->rowCount(); ++row) {
    QStringList cells;
    for (int c = 0; c < outcome_->columnCount(); ++c)
      cells << (row < 0 ? outcome_->headerData(c, Qt::Horizontal, Qt::DisplayRole)
                        : outcome_->data(outcome_->index(row, c), Qt::DisplayRole))
                   .toString();
    rows << cells;
  }
  return outcome_->rowCount() == 0 ? QList<QStringList>() : rows;
}

}  // namespace comparing
