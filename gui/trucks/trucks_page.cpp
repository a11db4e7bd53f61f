#include "gui/trucks/trucks_page.h"

#include <QBoxLayout>
#include <QFontMetrics>
#include <QHeaderView>
#include <QToolButton>
#include <algorithm>

#include "gui/charts/framed.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace trucks {
namespace {

QFrame* panel(QWidget* parent) {
  auto* frame = new QFrame(parent);
  frame->setObjectName("panel");
  return frame;
}

/// Of the column beside the map.
int panel_width(int page) { return std::max(static_cast<int>(344 * style::font_scale()), page * 28 / 100); }

/// In lines of at most that many pixels. A label that wraps by itself is not always given the height for it.
QStringList broken(const QString& text, int width) {
  const QFontMetrics metrics(style::ui_font(11));
  QStringList lines{QString()};
  for (const QString& word : text.split(' ')) {
    const QString longer = lines.back().isEmpty() ? word : lines.back() + ' ' + word;
    if (lines.back().isEmpty() || metrics.horizontalAdvance(longer) <= width)
      lines.back() = longer;
    else
      lines << word;
  }
  return lines;
}

QString small(const QColor& colour) {
  return QString("color: %1; font-size: %2px").arg(colour.name()).arg(style::ui_font(11).pixelSize());
}

}  // namespace

TrucksPage::TrucksPage(bridge::Session& session, QWidget* parent)
    : Page("trucks", tr("Trucks"), style::Icon::map, session, parent),
      facts_(session),
      player_(new TrackPlayer(session, this)) {
  build();
  connect(player_, &TrackPlayer::changed, this, &TrucksPage::show_player);
  connect(map_, &TruckMap::chosen, this, &TrucksPage::choose);
  connect(&session.selection(), &bridge::Selection::changed, this, &TrucksPage::take_selection);
  connect(&session, &bridge::Session::opened, this, [this] { map_->select(0); });
  connect(table_, &QTableView::clicked, this, [this](const QModelIndex& i) { choose(model_->row(i.row()).truck); });
  connect(table_, &QTableView::activated, this, [this](const QModelIndex& i) { choose(model_->row(i.row()).truck); });
}

void TrucksPage::build() {
  content_ = new pages::Content(tr("This scenario has no trucks. Those of the tutorial drive in trucks_gps."), this);
  auto* columns = new QHBoxLayout(content_->inside());
  columns->setContentsMargins(0, 0, 0, 0);
  columns->setSpacing(10);
  columns->addWidget(build_map(), 1);
  right_ = new QWidget(content_->inside());
  auto* in_right = new QVBoxLayout(right_);
  in_right->setContentsMargins(0, 0, 0, 0);
  in_right->setSpacing(10);
  freshness_ = new Freshness(right_);
  chart_ = new charts::TimeChart(session(), moments_, right_);
  chart_->set_title(tr("Age shown"), "s");
  chart_->setObjectName("trucks-age");
  chart_frame_ = charts::framed(chart_, right_);
  in_right->addWidget(freshness_);
  in_right->addWidget(build_truck());
  in_right->addWidget(chart_frame_);
  in_right->addWidget(build_alerts(), 1);
  columns->addWidget(right_);
}

void TrucksPage::resizeEvent(QResizeEvent* event) {
  Page::resizeEvent(event);
  lay_out();
}

void TrucksPage::changeEvent(QEvent* event) {
  Page::changeEvent(event);
  if (event->type() == QEvent::StyleChange && table_ != nullptr) lay_out();
}

void TrucksPage::lay_out() {
  const double unit = style::font_scale();
  right_->setFixedWidth(panel_width(width()));
  const bool low = height() < 640 * unit;
  freshness_->set_compact(low);
  chart_frame_->setFixedHeight(static_cast<int>((low ? 132 : 150) * unit));
  chart_frame_->setVisible(height() >= 430 * unit);
  colour_->adjustSize();
  table_->verticalHeader()->setDefaultSectionSize(static_cast<int>(25 * unit));
  const std::pair<int, double> columns[]{{AlertsModel::kAt, 66}, {AlertsModel::kTruck, 44}, {AlertsModel::kAfter, 64}};
  for (const auto& [column, least] : columns)
    table_->setColumnWidth(
        column, std::max(static_cast<int>(least * unit), table_->horizontalHeader()->sectionSizeHint(column)));
  if (session().snapshot()) show_truck();
}

QWidget* TrucksPage::build_map() {
  auto* holder = new QWidget(content_->inside());
  auto* in = new QVBoxLayout(holder);
  in->setContentsMargins(0, 0, 0, 0);
  map_ = new TruckMap(session(), holder);
  in->addWidget(map_);
  colour_ = new QComboBox(map_);
  colour_->setObjectName("trucks-colour");
  colour_->setAccessibleName(tr("Colour of the trucks"));
  colour_->addItems({tr("Colour: age of the report"), tr("Colour: partition"), tr("Colour: owner")});
  colour_->move(12, 12);
  colour_->adjustSize();
  connect(colour_, &QComboBox::currentIndexChanged, map_, [this](int i) { map_->colour_by(static_cast<ColourBy>(i)); });
  return holder;
}

QWidget* TrucksPage::build_truck() {
  truck_ = panel(content_->inside());
  auto* in = new QVBoxLayout(truck_);
  in->setContentsMargins(13, 8, 8, 9);
  in->setSpacing(4);
  auto* head = new QHBoxLayout;
  truck_title_ = new QLabel(truck_);
  truck_title_->setFont(style::ui_font(12.5, QFont::DemiBold));
  auto* close = new QToolButton(truck_);
  close->setObjectName("flat");
  close->setText(QString(QChar(0x00D7)));
  close->setAccessibleName(tr("Let the truck go"));
  connect(close, &QToolButton::clicked, this, [this] { choose(0); });
  track_ = new QToolButton(truck_);
  track_->setObjectName("trucks-track");
  track_->setToolTip(tr("The last two minutes again, with the real way and what was shown of it (T)"));
  connect(track_, &QToolButton::clicked, this, &TrucksPage::play_track);
  head->addWidget(truck_title_, 1);
  head->addWidget(track_);
  head->addWidget(close);
  truck_text_ = new QLabel(truck_);
  truck_text_->setObjectName("trucks-truck");
  in->addLayout(head);
  in->addWidget(truck_text_);
  truck_->hide();
  show_player();
  return truck_;
}

QWidget* TrucksPage::build_alerts() {
  auto* frame = panel(content_->inside());
  auto* in = new QVBoxLayout(frame);
  in->setContentsMargins(10, 10, 6, 6);
  in->setSpacing(3);
  auto* title = new QLabel(tr("Alerts of the notification service"), frame);
  title->setFont(style::ui_font(12.5, QFont::DemiBold));
  alerts_sum_ = new QLabel(frame);
  alerts_sum_->setObjectName("trucks-alerts-sum");
  alerts_sum_->setWordWrap(true);
  model_ = new AlertsModel(this);
  table_ = new QTableView(frame);
  table_->setObjectName("trucks-alerts");
  table_->setAccessibleName(tr("Alerts"));
  table_->setModel(model_);
  table_->setShowGrid(false);
  table_->setFrameShape(QFrame::NoFrame);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  table_->setWordWrap(false);
  table_->setMinimumHeight(static_cast<int>(52 * style::font_scale()));
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(static_cast<int>(25 * style::font_scale()));
  QHeaderView* const header = table_->horizontalHeader();
  header->setSectionResizeMode(AlertsModel::kRegion, QHeaderView::Stretch);
  in->addWidget(title);
  in->addWidget(alerts_sum_);
  in->addWidget(table_, 1);
  return frame;
}

// ---- what is shown

bool TrucksPage::has_trucks() const { return session().spec() && session().spec()->trucks.has_value(); }

void TrucksPage::refresh() {
  const bool any = has_trucks() && session().snapshot() && session().snapshot()->trucks;
  content_->show_content(any);
  if (!any) return;
  freshness_->show_fleet(&*session().snapshot()->trucks, *session().spec()->trucks);
  moments_->follow(session().record());
  std::vector<charts::ChartLine> lines;
  for (const view::RunRecord::Series* s : session().record().series("trucks/age/", "")) {
    charts::ChartLine line;
    line.name = QString::fromStdString(s->info.label);
    line.source = charts::series_source(session(), s->info.path);
    line.colour = lines.size();
    lines.push_back(std::move(line));
  }
  chart_->set_lines(std::move(lines));
  map_->show_now();
  show_alerts();
  show_truck();
}

void TrucksPage::show_alerts() {
  const scenario::TrucksSpec& spec = *session().spec()->trucks;
  model_->show_until(session().record().alerts(), session().now(), age_limits(spec).late_s);
  const scenario::NotificationSummary& n = session().snapshot()->trucks->notification;
  QStringList words;
  words << tr("%1 alerts: %2 true").arg(n.alerts).arg(n.true_alerts);
  const std::int64_t wrong = n.false_by_old_report + n.false_repeated;
  words << tr("%1 false").arg(wrong);
  if (n.missed + n.missed_between_reports > 0) words << tr("%1 missed").arg(n.missed + n.missed_between_reports);
  if (n.older_reports > 0) words << tr("%1 old reports processed").arg(n.older_reports);
  alerts_sum_->setText(tr("group %1: %2").arg(QString::fromStdString(spec.notification_group), words.join(", ")));
  alerts_sum_->setStyleSheet(small(wrong > 0 ? style::theme().bad : style::theme().muted));
}

void TrucksPage::choose(int truck) {
  map_->select(truck);
  const view::TruckNow* const t = facts_.truck(truck);
  if (t != nullptr && t->partition >= 0) {
    choosing_ = true;
    session().selection().select(bridge::Selection::Kind::partition, facts_.partition(*t));
    choosing_ = false;
  }
  show_truck();
}

void TrucksPage::play_track() {
  if (!has_trucks() || !session().snapshot()) return;
  if (player_->playing()) return player_->stop();
  if (const view::TruckNow* const oldest = facts_.oldest(); map_->selected() == 0 && oldest != nullptr)
    choose(oldest->truck);
  player_->start(TruckMap::kTrackSeconds);
}

void TrucksPage::show_player() {
  track_->setText(player_->playing() ? tr("Stop") : tr("Play track"));
  track_->setAccessibleName(player_->playing() ? tr("Stop the truck's track") : tr("Play the truck's track again"));
}

void TrucksPage::take_selection() {
  const bridge::Selection& s = session().selection();
  if (choosing_ || s.kind() != bridge::Selection::Kind::truck || !has_trucks()) return;
  const view::TruckNow* const oldest = facts_.oldest();
  map_->select(s.name() == "worst" && oldest != nullptr ? oldest->truck : s.name().toInt());
  show_truck();
}

void TrucksPage::show_truck() {
  const view::TruckNow* const t = has_trucks() ? facts_.truck(map_->selected()) : nullptr;
  truck_->setVisible(t != nullptr);
  if (t == nullptr) return;
  truck_title_->setText(tr("Truck %1").arg(t->truck));
  QStringList lines;
  lines << tr("key \"%1\"").arg(facts_.key(t->truck));
  if (t->partition >= 0) {
    const int owner = facts_.owner(*t);
    lines << tr("%1, last report shown at offset %2")
                 .arg(facts_.partition(*t), style::count_text(static_cast<double>(t->offset)));
    lines << (owner < 0 ? tr("read by nobody now")
                        : tr("read by %1")
                              .arg(QString::fromStdString(
                                  facts_.dashboard()->members[static_cast<std::size_t>(owner)].name)));
    lines << tr("report %1 old, position error %2 km").arg(style::span_text(t->age_s)).arg(t->error_km, 0, 'f', 2);
  }
  lines << broken(facts_.why(*t), panel_width(width()) - 24);
  truck_text_->setText(lines.join('\n'));
  truck_text_->setStyleSheet(small(style::theme().muted));
}

QString TrucksPage::describe() const {
  if (!has_trucks() || !session().snapshot()) return content_->sentence();
  QStringList words{freshness_->describe(), alerts_sum_->text() + ".", chart_->describe()};
  if (const view::TruckNow* const t = facts_.truck(map_->selected()))
    words << tr("Truck %1: %2.").arg(t->truck).arg(truck_text_->text().replace('\n', "; "));
  return words.join('\n');
}

QList<QStringList> TrucksPage::table() const {
  QList<QStringList> rows{{"truck", "partition", "offset", "age_s", "error_km", "latitude", "longitude",
                           "shown_latitude", "shown_longitude"}};
  if (!has_trucks() || !session().snapshot() || !session().snapshot()->trucks) return rows;
  for (const view::TruckNow& t : session().snapshot()->trucks->trucks)
    rows << QStringList{QString::number(t.truck),
                        QString::number(t.partition),
                        QString::number(t.offset),
                        QString::number(t.age_s),
                        QString::number(t.error_km),
                        QString::number(t.real.latitude, 'f', 5),
                        QString::number(t.real.longitude, 'f', 5),
                        QString::number(t.shown.latitude, 'f', 5),
                        QString::number(t.shown.longitude, 'f', 5)};
  return rows;
}

}  // namespace trucks
