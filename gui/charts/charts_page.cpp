#include "gui/charts/charts_page.h"

#include <QAction>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QToolButton>
#include <algorithm>

#include "gui/charts/bars_chart.h"
#include "gui/charts/chart_export.h"
#include "gui/charts/framed.h"
#include "gui/charts/lag_strip.h"
#include "gui/charts/mark_look.h"
#include "gui/charts/sample_table.h"
#include "gui/pages/picture_file.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace charts {
namespace {

constexpr int kGap = 10;
constexpr int kWideEnough = 860;  // for two columns
constexpr int kLeastHeight = 128;

QStringList first_charts() {
  QStringList ids;
  for (const ChartKind& kind : chart_kinds())
    if (kind.first) ids << kind.id;
  return ids;
}

}  // namespace

ChartsPage::ChartsPage(bridge::Session& session, QWidget* parent)
    : Page("charts", tr("Charts"), style::Icon::charts, session, parent),
      bar_(new QWidget(this)),
      window_text_(new QLabel(bar_)),
      scroll_(new QScrollArea(this)),
      sheet_(new QWidget),
      grid_(new QGridLayout(sheet_)) {
  make_bar();
  scroll_->setObjectName("charts-scroll");
  scroll_->setWidget(sheet_);
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  grid_->setContentsMargins(0, 0, 0, 0);
  grid_->setSpacing(kGap);
  auto* const all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(6);
  all->addWidget(bar_);
  all->addWidget(scroll_, 1);
  area_panel_ = new AreaPanel(this);
  connect(area_panel_, &AreaPanel::closed, this, [this] {
    if (area_of_ == nullptr) return;
    area_of_->set_area({});
    area_of_->setFocus();
  });
  connect(&session.window(), &bridge::TimeWindow::changed, this, &ChartsPage::show_window);
  connect(&session, &bridge::Session::opened, this, [this] {
    *moments_ = {};
    known_ = {};
    area_panel_->hide();
    refresh();
  });
  show_charts(first_charts());
  show_window();
}

// ---- the bar

QToolButton* ChartsPage::bar_button(const QString& name, const QString& text, const QString& tip) {
  auto* const button = new QToolButton(bar_);
  button->setObjectName("flat");
  button->setProperty("name", name);
  button->setText(text);
  button->setAccessibleName(text);
  button->setToolTip(tip);
  bar_->layout()->addWidget(button);
  return button;
}

void ChartsPage::make_bar() {
  auto* const row = new QHBoxLayout(bar_);
  row->setContentsMargins(2, 0, 2, 0);
  row->setSpacing(4);
  window_text_->setAccessibleName(tr("window of time"));
  row->addWidget(window_text_);
  row->addStretch();
  bridge::TimeWindow& window = session().window();
  QToolButton* const whole = bar_button("whole", tr("Whole run"), tr("Shows all of it (double click in a chart)"));
  connect(whole, &QToolButton::clicked, &window, &bridge::TimeWindow::show_all);
  QToolButton* const back = bar_button("back", tr("Back"), tr("The window before (Backspace)"));
  connect(back, &QToolButton::clicked, &window, &bridge::TimeWindow::back);
  follow_ = bar_button("follow", tr("Follow"), tr("The window moves on with the run (F)"));
  follow_->setCheckable(true);
  connect(follow_, &QToolButton::toggled, &window, &bridge::TimeWindow::set_follows);
  QToolButton* const ticks =
      bar_button("ticks", tr("Elections, rebalances"), tr("Triangles and dots at the foot of each chart"));
  ticks->setCheckable(true);
  ticks->setChecked(ticks_);
  connect(ticks, &QToolButton::toggled, this, [this](bool on) {
    ticks_ = on;
    for (const Cell& cell : cells_)
      if (auto* const c = qobject_cast<TimeChart*>(cell.view)) c->show_ticks(on);
  });
  QToolButton* const csv = bar_button("csv", tr("CSV"), tr("Saves the samples that are shown"));
  connect(csv, &QToolButton::clicked, this, [this] { export_as({}, false); });
  QToolButton* const png = bar_button("png", tr("Picture"), tr("Saves the charts as a picture: PNG, SVG or PDF"));
  connect(png, &QToolButton::clicked, this, [this] { export_as({}, true); });
  QToolButton* const add = bar_button("add", tr("+ Chart"), tr("Shows and hides charts"));
  more_ = new QMenu(add);
  more_->setAccessibleName(tr("charts"));
  connect(add, &QToolButton::clicked, this, [this, add] {
    fill_menu();
    more_->popup(add->mapToGlobal(QPoint(0, add->height())));
  });
}

void ChartsPage::fill_menu() {
  more_->clear();
  for (const ChartKind& kind : chart_kinds()) {
    const QString note = note_of(kind, session());
    QAction* const action = more_->addAction(title_of(kind, session()) + (note.isEmpty() ? "" : QString(", ") + note));
    action->setObjectName(QString("chart-") + kind.id);
    action->setCheckable(true);
    action->setChecked(find(kind.id) != nullptr);
    connect(action, &QAction::triggered, this, [this, id = QString(kind.id)] { toggle_chart(id); });
  }
}

void ChartsPage::show_window() {
  const bridge::TimeWindow& window = session().window();
  window_text_->setText(tr("%1 to %2")
                            .arg(style::clock_text(window.from(), window.span() < 60),
                                 style::clock_text(window.until(), window.span() < 60)));
  const QSignalBlocker quiet(follow_);
  follow_->setChecked(window.follows());
}

// ---- which charts

template <class View>
QWidget* ChartsPage::watched(View* view, const ChartKind& kind) {
  view->setObjectName(kind.id);
  const QString id = kind.id;
  connect(view, &View::menu_wanted, this, [this, id](const QPoint& at) { open_menu(id, at); });
  connect(view, &View::pin_wanted, this, [this, id] { pin(id); });
  return view;
}

QWidget* ChartsPage::make_time_chart(const ChartKind& kind, QWidget* parent) {
  auto* const c = new TimeChart(session(), moments_, parent);
  c->set_log(kind.log);
  c->show_ticks(ticks_);
  connect(c, &TimeChart::area_chosen, this, [this, c](double from, double until) {
    if (area_of_ != nullptr && area_of_ != c) area_of_->set_area({});
    area_of_ = c;
    area_panel_->show_area(*c, from, until);
  });
  return watched(c, kind);
}

ChartsPage::Cell ChartsPage::make_cell(const ChartKind& kind) {
  Cell cell{&kind, nullptr, nullptr};
  const QString title = title_of(kind, session());
  switch (kind.look) {
    case ChartKind::Look::time:
      cell.view = make_time_chart(kind, sheet_);
      break;
    case ChartKind::Look::histogram:
      cell.view = watched(new BarsChart(session(), title, note_of(kind, session()), sheet_), kind);
      break;
    case ChartKind::Look::strip:
      cell.view = watched(new LagStrip(session(), title, sheet_), kind);
      break;
  }
  cell.frame = framed(cell.view, sheet_);
  cell.frame->setMinimumHeight(static_cast<int>(kLeastHeight * style::font_scale()));
  give_lines(cell);
  refresh_cell(cell);
  return cell;
}

void ChartsPage::show_charts(const QStringList& ids) {
  std::vector<Cell> cells;
  for (const QString& id : ids) {
    const ChartKind* const kind = find_chart(id.toStdString());
    if (kind == nullptr) continue;
    const auto it = std::find_if(cells_.begin(), cells_.end(), [&](const Cell& c) { return c.kind == kind; });
    if (it == cells_.end()) {
      cells.push_back(make_cell(*kind));
    } else {
      cells.push_back(*it);
      cells_.erase(it);
    }
  }
  for (const Cell& gone : cells_) {
    if (gone.view == area_of_) {
      area_of_ = nullptr;
      area_panel_->hide();
    }
    gone.frame->hide();
    gone.frame->deleteLater();
  }
  cells_ = std::move(cells);
  columns_ = 0;
  lay_out();
}

void ChartsPage::lay_out() {
  const int columns = width() < kWideEnough * style::font_scale() || cells_.size() == 1 ? 1 : 2;
  if (columns == columns_) return;
  columns_ = columns;
  for (const Cell& cell : cells_) grid_->removeWidget(cell.frame);
  QWidget* before = nullptr;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const int at = static_cast<int>(i);
    grid_->addWidget(cells_[i].frame, at / columns, at % columns);
    cells_[i].frame->show();
    if (before != nullptr) setTabOrder(before, cells_[i].view);
    before = cells_[i].view;
  }
  grid_->setColumnStretch(0, 1);
  grid_->setColumnStretch(1, columns == 2 ? 1 : 0);
}

void ChartsPage::resizeEvent(QResizeEvent* event) {
  Page::resizeEvent(event);
  lay_out();
}

QStringList ChartsPage::shown_charts() const {
  QStringList ids;
  for (const Cell& cell : cells_) ids << cell.kind->id;
  return ids;
}

void ChartsPage::toggle_chart(const QString& id) {
  QStringList ids = shown_charts();
  if (!ids.removeOne(id)) ids << id;
  show_charts(ids);
  if (QWidget* const added = view(id)) {
    QCoreApplication::sendPostedEvents(sheet_, QEvent::LayoutRequest);
    scroll_->ensureWidgetVisible(added);
  }
}

void ChartsPage::pin(const QString& id) {
  QStringList ids = shown_charts();
  if (!ids.removeOne(id)) return;
  ids.prepend(id);
  show_charts(ids);
  scroll_->ensureWidgetVisible(view(id));
}

void ChartsPage::switch_to_other(const QString& id) {
  const Cell* const cell = find(id);
  if (cell == nullptr || cell->kind->other == nullptr) return;
  const QString other = cell->kind->other;
  QStringList ids = shown_charts();
  ids.removeAll(other);
  ids.replace(ids.indexOf(id), other);
  show_charts(ids);
  view(other)->setFocus();
}

const ChartsPage::Cell* ChartsPage::find(const QString& id) const {
  const auto it = std::find_if(cells_.begin(), cells_.end(), [&](const Cell& c) { return id == c.kind->id; });
  return it == cells_.end() ? nullptr : &*it;
}

QWidget* ChartsPage::view(const QString& id) const {
  const Cell* const cell = find(id);
  return cell == nullptr ? nullptr : cell->view;
}

TimeChart* ChartsPage::chart(const QString& id) const { return qobject_cast<TimeChart*>(view(id)); }

// ---- what they show

void ChartsPage::give_lines(const Cell& cell) {
  auto* const c = qobject_cast<TimeChart*>(cell.view);
  if (c == nullptr) return;
  c->set_title(title_of(*cell.kind, session()), cell.kind->unit, note_of(*cell.kind, session()));
  c->set_threshold(threshold_of(*cell.kind, session()));
  c->set_lines(lines_of(*cell.kind, session()));
}

void ChartsPage::refresh_cell(const Cell& cell) {
  if (auto* const c = qobject_cast<TimeChart*>(cell.view)) c->refresh();
  if (auto* const b = qobject_cast<BarsChart*>(cell.view)) b->refresh();
  if (auto* const s = qobject_cast<LagStrip*>(cell.view)) s->refresh();
}

void ChartsPage::refresh() {
  const view::RunRecord& record = session().record();
  moments_->follow(record);
  const Known known{&record, record.all_series().size(), session().operator_view()};
  if (known != known_) {
    known_ = known;
    for (const Cell& cell : cells_) give_lines(cell);
  }
  for (const Cell& cell : cells_) refresh_cell(cell);
}

QString ChartsPage::describe() const {
  if (!session().snapshot()) return tr("No run is open.");
  QStringList all;
  for (const Cell& cell : cells_) {
    if (const auto* const c = qobject_cast<TimeChart*>(cell.view)) all << c->describe();
    if (const auto* const b = qobject_cast<BarsChart*>(cell.view)) all << b->describe();
    if (const auto* const s = qobject_cast<LagStrip*>(cell.view)) all << s->describe();
  }
  return all.join('\n');
}

QList<QStringList> ChartsPage::table() const {
  SampleTable table(session().window().from(), session().window().until());
  for (const Cell& cell : cells_) {
    const auto* const c = qobject_cast<TimeChart*>(cell.view);
    if (c == nullptr) continue;
    for (const ChartLine& line : c->lines())
      if (!line.hidden && line.samples != nullptr)
        table.add(QString("%1: %2 (%3)").arg(c->title(), line.name, cell.kind->unit), *line.samples);
  }
  return table.rows();
}

// ---- menus and files

void ChartsPage::open_menu(const QString& id, const QPoint& global) {
  const Cell* const cell = find(id);
  if (cell == nullptr) return;
  auto* const menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->setAccessibleName(title_of(*cell->kind, session()));
  const auto add = [&](const QString& text, auto&& f) { connect(menu->addAction(text), &QAction::triggered, this, f); };
  if (cell->kind->other != nullptr) {
    const ChartKind* const other = find_chart(cell->kind->other);
    const QString note = note_of(*other, session());
    add(tr("Show %1 (%2)").arg(title_of(*other, session()), note.isEmpty() ? QString(other->unit) : note),
        [this, id] { switch_to_other(id); });
  }
  if (TimeChart* const c = chart(id)) {
    QAction* const log = menu->addAction(tr("Log scale"));
    log->setCheckable(true);
    log->setChecked(c->axis().log());
    connect(log, &QAction::toggled, c, &TimeChart::set_log);
    QAction* const whole = menu->addAction(tr("Brief peaks whole\tY"));
    whole->setCheckable(true);
    whole->setChecked(c->whole_peaks());
    connect(whole, &QAction::toggled, c, &TimeChart::set_whole_peaks);
    add(tr("Mark this instant ...\tM"), [this, id] {
      if (const TimeChart* const still = chart(id)) ask_for_mark(this, session().window(), still->read_at());
    });
  }
  add(tr("Pin on top\tP"), [this, id] { pin(id); });
  add(tr("Save CSV..."), [this, id] { export_as(id, false); });
  add(tr("Save picture (PNG, SVG, PDF) ..."), [this, id] { export_as(id, true); });
  menu->addSeparator();
  add(tr("Remove chart"), [this, id] { toggle_chart(id); });
  menu->popup(global);
}

void ChartsPage::export_as(const QString& id, bool picture) {
  auto* const dialog = new QFileDialog(this, picture ? tr("Save picture") : tr("Save samples"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilter(picture ? tr("Pictures (*.png *.svg *.pdf)") : tr("Numbers (*.csv)"));
  dialog->setDefaultSuffix(picture ? "png" : "csv");
  dialog->selectFile((id.isEmpty() ? objectName() : id) + (picture ? ".png" : ".csv"));
  connect(dialog, &QFileDialog::fileSelected, this, [this, id, picture](const QString& path) {
    const QString wrong = picture ? save_png(id, path, 2) : save_csv(id, path);
    if (!wrong.isEmpty()) Q_EMIT session().problem(wrong);
  });
  dialog->open();
}

QString ChartsPage::save_csv(const QString& id, const QString& path) const {
  if (id.isEmpty()) return write_csv(table(), path);
  if (const auto* const c = chart(id)) return write_csv(c->table(), path);
  if (const auto* const b = qobject_cast<BarsChart*>(view(id))) return write_csv(b->table(), path);
  if (const auto* const s = qobject_cast<LagStrip*>(view(id))) return write_csv(s->table(), path);
  return tr("There is no chart %1 on this page.").arg(id);
}

QString ChartsPage::save_png(const QString& id, const QString& path, double scale) const {
  QWidget* const what = id.isEmpty() ? sheet_ : view(id);
  if (what == nullptr) return tr("There is no chart %1 on this page.").arg(id);
  if (!path.endsWith(".png", Qt::CaseInsensitive)) return pages::write_picture(*what, path);
  return write_png(picture_of(*what, scale), path);
}

std::vector<pages::KeyNote> ChartsPage::keys() const {
  const QString group = tr("Charts");
  return {{group, "W S", tr("zoom in, out at the cursor (wheel: at the pointer; drag: to an area)")},
          {group, "A D", tr("earlier, later (Shift+wheel, Shift+drag)")},
          {group, "Backspace", tr("the window of time before")},
          {group, "F", tr("the window follows the run, or stands still")},
          {group, "Alt+Left Alt+Right", tr("moves the cursor")},
          {group, "R", tr("twice: statistics of the area between, before and after the nearest fault (Ctrl+drag)")},
          {group, "1 ... 9", tr("hides a series (click in the legend); with Alt: shows it alone (Alt+click)")},
          {group, "M", tr("a mark with text")},
          {group, "P", tr("the chart to the first place")},
          {group, "Y", tr("brief peaks whole, or cut off")},
          {group, "Up Down Enter", tr("in the strip of partitions: chooses a row, selects its partition")}};
}

}  // namespace charts
