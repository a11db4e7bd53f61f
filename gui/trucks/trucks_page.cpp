#include "gui/trucks/trucks_page.h"

#include <QBoxLayout>
#include <QFontMetrics>
#include <QHeaderView>
#include <QToolButton>
#include <algorithm>

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

int panel_width() { return static_cast<int>(344 * style::font_scale()); }

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
    : Page("trucks", tr("Trucks"), style::Icon::map, session, parent), facts_(session) {
  build();
  connect(map_, &TruckMap::chosen, this, &TrucksPage::choose);
  connect(&session.selection(), &bridge::Selection::changed, this, &TrucksPage::take_selection);
  connect(&session, &bridge::Session::opened, this, [this] { map_->select(0); });
  connect(table_, &QTableView::clicked, this, [this](const QModelIndex& i) { choose(model_->row(i.row()).truck); });
  connect(table_, &QTableView::activated, this, [this](const QModelIndex& i) { choose(model_->row(i.row()).truck); });
}

void TrucksPage::build() {
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  empty_ = new QLabel(tr("This scenario has no trucks. Those of the tutorial drive in trucks_gps."), this);
  empty_->setObjectName("trucks-empty");
  empty_->setAlignment(Qt::AlignCenter);
  outer->addWidget(empty_);
  content_ = new QWidget(this);
  outer->addWidget(content_, 1);
  auto* columns = new QHBoxLayout(content_);
  columns->setContentsMargins(0, 0, 0, 0);
  columns->setSpacing(10);
  auto* left = new QVBoxLayout;
  left->setSpacing(10);
  left->addWidget(build_map(), 1);
  chart_ = new strips::StripChart(session(), tr("Age of what the dashboard shows"), "s", 58, content_);
  chart_->setObjectName("trucks-age");
  chart_->setFixedHeight(static_cast<int>(145 * style::font_scale()));
  left->addWidget(chart_);
  columns->addLayout(left, 1);
  auto* right = new QWidget(content_);
  right->setFixedWidth(panel_width());
  auto* in_right = new QVBoxLayout(right);
  in_right->setContentsMargins(0, 0, 0, 0);
  in_right->setSpacing(10);
  freshness_ = new Freshness(right);
  in_right->addWidget(freshness_);
  in_right->addWidget(build_truck());
  in_right->addWidget(build_alerts(), 1);
  columns->addWidget(right);
}

QWidget* TrucksPage::build_map() {
  auto* holder = new QWidget(content_);
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
  truck_ = panel(content_);
  truck_->setMaximumWidth(panel_width());
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
  head->addWidget(truck_title_, 1);
  head->addWidget(close);
  truck_text_ = new QLabel(truck_);
  truck_text_->setObjectName("trucks-truck");
  in->addLayout(head);
  in->addWidget(truck_text_);
  truck_->hide();
  return truck_;
}

QWidget* TrucksPage::build_alerts() {
  auto* frame = panel(content_);
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
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(static_cast<int>(25 * style::font_scale()));
  QHeaderView* const header = table_->horizontalHeader();
  header->setSectionResizeMode(AlertsModel::kRegion, QHeaderView::Stretch);
  const double unit = style::font_scale();
  table_->setColumnWidth(AlertsModel::kAt,
                         std::max(static_cast<int>(66 * unit), header->sectionSizeHint(AlertsModel::kAt)));
  table_->setColumnWidth(AlertsModel::kTruck,
                         std::max(static_cast<int>(44 * unit), header->sectionSizeHint(AlertsModel::kTruck)));
  table_->setColumnWidth(AlertsModel::kAfter,
                         std::max(static_cast<int>(64 * unit), header->sectionSizeHint(AlertsModel::kAfter)));
  in->addWidget(title);
  in->addWidget(alerts_sum_);
  in->addWidget(table_, 1);
  return frame;
}

// ---- what is shown

bool TrucksPage::has_trucks() const { return session().spec() && session().spec()->trucks.has_value(); }

void TrucksPage::refresh() {
  const bool any = has_trucks() && session().snapshot() && session().snapshot()->trucks;
  empty_->setVisible(!any);
  content_->setVisible(any);
  if (!any) return;
  const style::Theme& t = style::theme();
  freshness_->show_fleet(&*session().snapshot()->trucks, *session().spec()->trucks);
  std::vector<strips::StripChart::Line> lines;
  std::size_t n = 0;
  for (const view::RunRecord::Series* s : session().record().series("trucks/age/", ""))
    lines.push_back({QString::fromStdString(s->info.label), t.category(n++), &s->samples, false});
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

void TrucksPage::take_selection() {
  const bridge::Selection& s = session().selection();
  if (choosing_ || s.kind() != bridge::Selection::Kind::truck || !has_trucks()) return;
  const view::TruckNow* const oldest = facts_.oldest();
  map_->select(s.name() == "worst" && oldest != nullptr ? oldest->truck : s.name().toInt());
  show_truck();
}

void TrucksPage::show_truck() {
  const view::TruckNow* const t = facts_.truck(map_->selected());
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
  lines << broken(facts_.why(*t), truck_->maximumWidth() - 24);
  truck_text_->setText(lines.join('\n'));
  truck_text_->setStyleSheet(small(style::theme().muted));
}

QString TrucksPage::describe() const {
  if (!has_trucks() || !session().snapshot()) return empty_->text();
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
