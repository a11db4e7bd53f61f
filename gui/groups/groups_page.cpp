#include "gui/groups/groups_page.h"

#include <QBoxLayout>
#include <QEvent>
#include <QToolButton>
#include <algorithm>

#include "gui/charts/framed.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace groups {
namespace {

QFrame* panel(QWidget* parent) {
  auto* frame = new QFrame(parent);
  frame->setObjectName("panel");
  return frame;
}

sim::SimTime instant(double seconds) {
  return sim::kTimeZero + sim::Duration(static_cast<std::int64_t>(seconds * 1e9));
}

}  // namespace

GroupsPage::GroupsPage(bridge::Session& session, QWidget* parent)
    : Page("groups", tr("Groups"), style::Icon::groups, session, parent) {
  build();
  connect(chooser_, &QComboBox::currentTextChanged, this, [this] {
    refresh();
    if (isVisible()) this->session().selection().select(bridge::Selection::Kind::group, chooser_->currentText());
  });
  connect(gantt_, &GanttView::chosen_changed, this, &GroupsPage::show_why);
  gantt_->set_tip([this](const GanttView::Hit& hit) {
    const BarText text = text_of(hit);
    return text.title + "\n" + text.lines.join("\n");
  });
  connect(&session.window(), &bridge::TimeWindow::changed, this, [this] {
    if (isVisible()) show_tiles();
  });
  connect(&session.selection(), &bridge::Selection::changed, this, &GroupsPage::take_selection);
}

void GroupsPage::build() {
  content_ = new pages::Content(tr("This scenario has no consumer groups."), this);
  auto* rows = new QVBoxLayout(content_->inside());
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(10);

  rows->addLayout(build_tiles());
  auto* middle = new QHBoxLayout;
  middle->setSpacing(10);
  middle->addLayout(build_charts(), 1);
  middle->addWidget(build_why());
  rows->addLayout(middle, 1);
}

QLayout* GroupsPage::build_tiles() {
  auto* tiles = new QHBoxLayout;
  tiles->setSpacing(9);
  auto* head = panel(content_->inside());
  auto* in_head = new QVBoxLayout(head);
  in_head->setContentsMargins(8, 4, 8, 4);
  in_head->setSpacing(1);
  chooser_ = new QComboBox(head);
  chooser_->setObjectName("groups-chooser");
  chooser_->setAccessibleName(tr("Consumer group"));
  chooser_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  chooser_->setMinimumContentsLength(16);
  state_ = new QLabel(head);
  state_->setObjectName("groups-state");
  in_head->addWidget(chooser_);
  in_head->addWidget(state_);
  tiles->addWidget(head, 3);
  const auto tile = [&](strips::Tile*& t, const char* name) {
    t = new strips::Tile(name, content_->inside());
    tiles->addWidget(t, 2);
  };
  tile(rebalances_, "groups-rebalances");
  tile(stopped_, "groups-stopped");
  tile(unread_, "groups-unread");
  tile(longest_, "groups-longest");
  tile(reread_, "groups-reread");
  return tiles;
}

QLayout* GroupsPage::build_charts() {
  auto* column = new QVBoxLayout;
  column->setSpacing(10);
  auto* scroll = new QScrollArea(content_->inside());
  scroll->setObjectName("groups-scroll");
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  gantt_ = new GanttView(session());
  scroll->setWidget(gantt_);
  column->addWidget(scroll, 1);
  lag_ = new charts::TimeChart(session(), moments_, content_->inside());
  lag_->set_title(tr("Lag of the group"), "records");
  lag_->setObjectName("groups-lag");
  lag_frame_ = charts::framed(lag_, content_->inside());
  lag_frame_->setFixedHeight(static_cast<int>(150 * style::font_scale()));
  column->addWidget(lag_frame_);
  gantt_->installEventFilter(this);
  lag_frame_->installEventFilter(this);
  return column;
}

QWidget* GroupsPage::build_why() {
  why_ = panel(content_->inside());
  why_->setFixedWidth(static_cast<int>(270 * style::font_scale()));
  auto* in_why = new QVBoxLayout(why_);
  auto* why_head = new QHBoxLayout;
  why_title_ = new QLabel(why_);
  why_title_->setFont(style::ui_font(12.5, QFont::DemiBold));
  why_title_->setWordWrap(true);
  auto* close = new QToolButton(why_);
  close->setObjectName("flat");
  close->setText(QString(QChar(0x00D7)));
  close->setAccessibleName(tr("Close the explanation"));
  connect(close, &QToolButton::clicked, gantt_, &GanttView::let_go);
  why_head->addWidget(why_title_, 1);
  why_head->addWidget(close, 0, Qt::AlignTop);
  why_text_ = new QLabel(why_);
  why_text_->setObjectName("groups-why");
  why_text_->setAccessibleName(tr("Explanation of the chosen bar"));
  why_text_->setWordWrap(true);
  why_text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  why_text_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  in_why->addLayout(why_head);
  in_why->addWidget(why_text_, 1);
  why_->hide();
  return why_;
}

/// A scroll bar beside the one and none beside the other: their axes stay one.
bool GroupsPage::eventFilter(QObject* watched, QEvent* event) {
  constexpr double kFrame = 1;
  if (event->type() == QEvent::Resize)
    lag_->set_margins(GanttView::kLeft - kFrame,
                      charts::TimePlot::kMargin + lag_frame_->width() - gantt_->width() - kFrame);
  return Page::eventFilter(watched, event);
}

// ---- what is shown

const view::GroupNow* GroupsPage::group() const {
  if (!session().snapshot()) return nullptr;
  const std::string name = chooser_->currentText().toStdString();
  for (const view::GroupNow& g : session().snapshot()->groups)
    if (g.name == name) return &g;
  return nullptr;
}

const scenario::GroupSpec* GroupsPage::spec() const {
  const view::GroupNow* const g = group();
  return g == nullptr || !session().spec() ? nullptr
                                           : &session().spec()->groups[static_cast<std::size_t>(g->id.value())];
}

void GroupsPage::show_group(const QString& name) { chooser_->setCurrentText(name); }

void GroupsPage::fill_chooser() {
  QStringList names;
  if (session().snapshot())
    for (const view::GroupNow& g : session().snapshot()->groups) names << QString::fromStdString(g.name);
  QStringList known;
  for (int i = 0; i < chooser_->count(); ++i) known << chooser_->itemText(i);
  if (names == known) return;
  const QSignalBlocker quiet(chooser_);
  chooser_->clear();
  chooser_->addItems(names);
}

void GroupsPage::refresh() {
  fill_chooser();
  const view::GroupNow* const g = group();
  content_->show_content(g != nullptr);
  if (g == nullptr) return;
  QStringList state;
  state << (g->coordinator < 0 ? tr("no coordinator") : tr("coordinator broker %1").arg(g->coordinator));
  if (!g->state.empty()) state << QString::fromStdString(g->state);
  if (g->generation >= 0) state << tr("generation %1").arg(g->generation);
  state_->setText(state.join(QString(" %1 ").arg(QChar(0x00B7))));
  state_->setStyleSheet(
      QString("color: %1; font-size: %2px").arg(style::theme().muted.name()).arg(style::ui_font(11).pixelSize()));
  const QString protocol =
      g->protocol.empty() ? tr("no assignor yet") : tr("assignor %1").arg(QString::fromStdString(g->protocol));
  gantt_->show_group(QString::fromStdString(g->name), tr("who owns how many partitions, %1").arg(protocol),
                     gantt_rows(session().record().groups(), *g, session().names()));
  moments_->follow(session().record());
  charts::ChartLine line;
  line.name = QString::fromStdString(g->name);
  line.source = charts::series_source(session(), "group/" + g->name + "/lag");
  lag_->set_lines({line});
  show_tiles();
  show_why();
}

GroupFigures GroupsPage::figures() const {
  const view::GroupNow* const g = group();
  if (g == nullptr) return {};
  const bridge::TimeWindow& w = session().window();
  return group_figures(session().record().groups(), g->id, instant(w.from()),
                       std::min(instant(w.until()), session().now()));
}

void GroupsPage::show_tiles() {
  using Mood = strips::Tile::Mood;
  if (group() == nullptr) return;
  const GroupFigures f = figures();
  rebalances_->show_value(QString::number(f.rebalances), tr("rebalances in window"),
                          f.rebalances > 0 ? Mood::warn : Mood::plain);
  stopped_->show_value(f.stopped_s > 0 ? style::span_text(f.stopped_s) : tr("none"), tr("stop the world"),
                       f.stopped_s > 0 ? Mood::bad : Mood::plain);
  unread_->show_value(style::number_text(f.unread_s), tr("partition-seconds unread"),
                      f.unread_s > 0 ? Mood::bad : Mood::plain);
  const QString where = f.longest_in.empty() ? QString() : partition_list(f.longest_in, session().names());
  longest_->show_value(
      f.longest_s > 0 ? style::span_text(f.longest_s) : tr("none"),
      f.longest_s > 0 ? tr("longest gap: partition %1 (%2)").arg(where, f.longest_why) : tr("longest gap"));
  reread_->show_value(style::count_text(static_cast<double>(f.reread)), tr("records read twice"),
                      f.reread > 0 ? Mood::warn : Mood::plain);
}

BarText GroupsPage::text_of(const GanttView::Hit& hit) const {
  const scenario::GroupSpec* const s = spec();
  if (s == nullptr) return {};
  const Row& row = gantt_->row(hit.row);
  const Bar& bar = row.bars[hit.bar];
  const sim::SimTime until = std::max(session().record().until(), session().now());
  return explain(row, bar, gantt_->rows(), *s, session().names(), until, gantt_->fault_that_hit(row, bar));
}

void GroupsPage::show_why() {
  if (!gantt_->chosen() || spec() == nullptr) return why_->hide();
  const BarText text = text_of(*gantt_->chosen());
  why_title_->setText(text.title);
  why_text_->setText(text.lines.join("\n\n"));
  why_->show();
}

void GroupsPage::take_selection() {
  const bridge::Selection& s = session().selection();
  if (s.kind() == bridge::Selection::Kind::group) show_group(s.name());
  if (s.kind() != bridge::Selection::Kind::member || !session().snapshot()) return;
  for (const view::GroupNow& g : session().snapshot()->groups)
    for (const view::MemberNow& m : g.members)
      if (QString::fromStdString(m.name) == s.name()) show_group(QString::fromStdString(g.name));
}

// ---- in words

QString GroupsPage::describe() const {
  const view::GroupNow* const g = group();
  if (g == nullptr) return content_->sentence();
  const GroupFigures f = figures();
  QStringList words;
  words << tr("Group %1, %2.").arg(QString::fromStdString(g->name), state_->text());
  words << tr("In the window: %1 rebalances, stop the world %2, %3 partition-seconds unread, %4 records read twice.")
               .arg(f.rebalances)
               .arg(style::span_text(f.stopped_s), style::number_text(f.unread_s))
               .arg(f.reread);
  if (f.longest_s > 0)
    words << tr("Longest gap %1 in partition %2: %3.")
                 .arg(style::span_text(f.longest_s), partition_list(f.longest_in, session().names()), f.longest_why);
  for (const view::MemberNow& m : g->members)
    words << (m.state == kafka::MachineState::running ? tr("%1 owns %2 partitions, lag %3.")
                                                            .arg(QString::fromStdString(m.name))
                                                            .arg(m.partitions.size())
                                                            .arg(m.lag)
                                                      : tr("%1 does not run.").arg(QString::fromStdString(m.name)));
  for (const Row& row : gantt_->rows().partitions)
    for (const Bar& bar : row.bars)
      if (bar.kind == BarKind::unread && bar.begin <= session().now() && (!bar.end || *bar.end > session().now()))
        words << tr("Nobody reads %1: %2.").arg(row.name, bar.text);
  return words.join('\n');
}

QList<QStringList> GroupsPage::table() const {
  QList<QStringList> rows{{"begin_s", "end_s", "generation", "reason", "protocol", "stop_the_world_s",
                           "partitions_stopped", "records_read_twice"}};
  for (const view::RebalanceSpan& r : gantt_->rows().rebalances)
    rows << QStringList{QString::number(sim::to_seconds(r.begin - sim::kTimeZero)),
                        r.end ? QString::number(sim::to_seconds(*r.end - sim::kTimeZero)) : QString(),
                        QString::number(r.generation),
                        QString::fromStdString(r.reason),
                        QString::fromStdString(r.protocol),
                        QString::number(sim::to_seconds(r.stopped)),
                        QString::number(r.stopped_partitions),
                        QString::number(r.reread)};
  return rows;
}

std::vector<pages::KeyNote> GroupsPage::keys() const {
  const QString group = tr("Groups");
  return {{group, "W S A D", tr("the window of time, as in charts")},
          {group, "Up Down Left Right", tr("from bar to bar, each is explained")},
          {group, "Esc", tr("closes the explanation")}};
}

}  // namespace groups
