#include "gui/events/event_log.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>
#include <QVBoxLayout>

#include "gui/events/event_delegate.h"
#include "gui/events/event_look.h"
#include "gui/events/explained.h"
#include "gui/pages/flow_layout.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"

namespace events {

EventLog::EventLog(bridge::Session& session, QWidget* parent)
    : QFrame(parent),
      session_(session),
      model_(new EventModel(session, this)),
      table_(new QTableView(this)),
      filter_(new QLineEdit(this)),
      mistake_(new QLabel(this)),
      nothing_(new QLabel(this)),
      head_(new QWidget(this)) {
  setObjectName("panel");
  setAccessibleName(tr("Event log"));
  make_head();
  make_table();
  mistake_->setObjectName("events-filter-mistake");
  mistake_->setAccessibleName(tr("Mistake in the filter"));
  mistake_->setWordWrap(true);
  mistake_->hide();
  nothing_->setAlignment(Qt::AlignCenter);
  nothing_->setWordWrap(true);
  auto* const all = new QVBoxLayout(this);
  all->setContentsMargins(10, 8, 10, 8);
  all->setSpacing(4);
  all->addWidget(head_);
  all->addWidget(mistake_);
  all->addWidget(table_, 1);
  all->addWidget(nothing_, 1);
  connect(&session_.selection(), &bridge::Selection::changed, this, &EventLog::show_selected);
  connect(&session_, &bridge::Session::opened, this, [this] { placed_ = false; });
  take_chips();
}

void EventLog::make_head() {
  head_->setStyleSheet(chip_sheet());
  auto* const row = new pages::FlowLayout(head_);
  auto* const title = new QLabel(tr("Event log"), head_);
  title->setFont(style::ui_font(14, QFont::DemiBold));
  row->addWidget(title);
  using C = view::EventClass;
  add_chip("faults", tr("faults"), {C::fault, C::broker}, true);
  add_chip("elections", tr("elections"), {C::controller, C::election}, true);
  add_chip("isr", tr("ISR"), {C::isr, C::log}, true);
  add_chip("groups", tr("groups"), {C::group}, true);
  add_chip("clients", tr("clients"), {C::client, C::transaction}, true);
  add_chip("zookeeper", tr("ZooKeeper"), {C::zookeeper}, true);
  add_chip("requests", tr("requests"), {C::request}, false);
  for (const Chip& chip : chips_) row->addWidget(chip.button);
  internal_ = add_chip("internal-topics", tr("internal topics"), false);
  internal_->setToolTip(tr("Partitions of __consumer_offsets and __transaction_state, too"));
  row->addWidget(internal_);
  filter_->setObjectName("events-filter");
  filter_->setAccessibleName(tr("Filter of the event log"));
  filter_->setPlaceholderText(tr("filter: broker-102 and not fetch"));
  filter_->setToolTip(
      tr("Words, \"text\", and, or, not, ( ), and comparisons: time > 60, kind = election, who = orders-0, "
         "where, name, number, cause, because ~ session, turn = yes"));
  filter_->setClearButtonEnabled(true);
  filter_->setMinimumWidth(140);
  filter_->setMaximumWidth(360);
  connect(filter_, &QLineEdit::textChanged, this, &EventLog::take_filter);
  row->addWidget(filter_);
}

QToolButton* EventLog::add_chip(const QString& id, const QString& text, bool on) {
  auto* const chip = new QToolButton(head_);
  chip->setObjectName("events-chip-" + id);
  chip->setText(text);
  chip->setAccessibleName(tr("Show %1").arg(text));
  chip->setCheckable(true);
  chip->setChecked(on);
  chip->setFont(style::ui_font(12));
  connect(chip, &QToolButton::toggled, this, &EventLog::take_chips);
  return chip;
}

void EventLog::add_chip(const QString& id, const QString& text, std::vector<view::EventClass> classes, bool on) {
  chips_.push_back({add_chip(id, text, on), std::move(classes)});
}

void EventLog::make_table() {
  table_->setObjectName("events-table");
  table_->setAccessibleName(tr("Events"));
  table_->setModel(model_);
  table_->setItemDelegate(new EventDelegate(table_));
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setShowGrid(false);
  table_->setWordWrap(false);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  table_->verticalHeader()->setDefaultSectionSize(QFontMetrics(style::ui_font(13)).height() + 9);
  table_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  QHeaderView* const header = table_->horizontalHeader();
  header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  header->setHighlightSections(false);
  header->setSectionResizeMode(EventModel::what, QHeaderView::Stretch);
  header->resizeSection(EventModel::time, QFontMetrics(style::mono_font(12)).horizontalAdvance("00:00:00.000") + 22);
  header->resizeSection(EventModel::who,
                        QFontMetrics(style::ui_font(13)).horizontalAdvance("notification-service-1") + 40);
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &EventLog::select_row);
  connect(table_, &QTableView::activated, this, &EventLog::go_to);
  connect(table_, &QTableView::doubleClicked, this, &EventLog::go_to);
}

// ---- filter

void EventLog::take_chips() {
  EventModel::Classes classes{};
  for (const Chip& chip : chips_)
    for (const view::EventClass c : chip.classes) classes[static_cast<std::size_t>(c)] = chip.button->isChecked();
  for (const Chip& chip : chips_)
    if (chip.button->objectName() == "events-chip-requests" && sender() == chip.button)
      session_.tell_routine(chip.button->isChecked());
  model_->set_classes(classes);
  if (internal_ != nullptr) model_->set_internal_topics(internal_->isChecked());
  refresh();
}

QString EventLog::set_filter_text(const QString& text) {
  filter_->setText(text);
  return mistake_->isHidden() ? QString() : mistake_->text();
}

void EventLog::take_filter() {
  view::EventFilter::Mistake mistake;
  const QString text = filter_->text();
  auto filter = view::EventFilter::read(text.toStdString(), mistake);
  mistake_->setHidden(filter.has_value());
  if (filter) {
    model_->set_filter(std::move(*filter));
    refresh();
    return;
  }
  const QString before = QString::fromUtf8(text.toUtf8().left(static_cast<qsizetype>(mistake.at)));
  mistake_->setText(tr("At character %1: %2").arg(before.size() + 1).arg(text_of(mistake.what)));
  mistake_->setStyleSheet(QString("color: %1").arg(style::theme().bad.name()));
}

// ---- rows

void EventLog::refresh() {
  QScrollBar* const bar = table_->verticalScrollBar();
  const bool at_end = bar->value() == bar->maximum();
  model_->catch_up();
  const int rows = model_->rowCount();
  const bool had_place = !table_->isHidden();
  table_->setVisible(rows > 0);
  nothing_->setVisible(rows == 0);
  if (!session_.snapshot()) {
    nothing_->setText(tr("No scenario is open."));
  } else {
    nothing_->setText(session_.record().events().empty()
                          ? tr("Nothing has happened yet that is worth a line. Press play.")
                          : tr("No event passes the chips and the filter."));
  }
  if (rows == 0) return;
  const double now = session_.seconds();
  const bool jumped = !session_.playing() && now != placed_at_;
  placed_at_ = now;
  if (!placed_ || jumped) {
    placed_ = had_place;  // else it gets its place only after this
    const QModelIndex here = model_->index(std::max(0, model_->row_before(session_.seconds())), 0);
    table_->doItemsLayout();  // else it scrolls among the rows that it had
    table_->scrollTo(here, QAbstractItemView::PositionAtCenter);
    // A table that gets the focus would choose its first row otherwise.
    if (!table_->currentIndex().isValid() && !choosing_) {
      choosing_ = true;
      table_->selectionModel()->setCurrentIndex(here, QItemSelectionModel::NoUpdate);
      choosing_ = false;
    }
  } else if (session_.playing() && at_end) {
    table_->scrollToBottom();
  }
}

void EventLog::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && head_->styleSheet() != chip_sheet()) head_->setStyleSheet(chip_sheet());
}

/// With other room another row is in the middle.
void EventLog::resizeEvent(QResizeEvent* event) {
  QFrame::resizeEvent(event);
  placed_ = false;
}

void EventLog::showEvent(QShowEvent* event) {
  QFrame::showEvent(event);
  placed_ = false;
  refresh();
  placed_ = false;  // the table gets its place only after this
}

void EventLog::select_row() {
  const view::EventRow* const row = model_->row_at(table_->currentIndex().row());
  if (row == nullptr || choosing_) return;
  choosing_ = true;
  session_.selection().select(bridge::Selection::Kind::event, QString::number(row->number));
  choosing_ = false;
}

void EventLog::show_selected() {
  if (choosing_ || session_.selection().kind() != bridge::Selection::Kind::event) return;
  refresh();
  const int row = model_->row_of(session_.selection().name().toULongLong());
  choosing_ = true;
  if (row < 0) {
    table_->clearSelection();
  } else {
    table_->selectRow(row);
    const QRect at = table_->visualRect(model_->index(row, 0));
    if (!table_->viewport()->rect().contains(at))
      table_->scrollTo(model_->index(row, 0), QAbstractItemView::PositionAtCenter);
  }
  choosing_ = false;
}

void EventLog::go_to(const QModelIndex& index) {
  if (const view::EventRow* const row = model_->row_at(index.row())) session_.seek(seconds_of(*row));
}

QString EventLog::describe() const {
  QStringList lines{tr("%1 events are listed.").arg(model_->rowCount())};
  const int last = model_->row_before(session_.seconds());
  for (int i = std::max(0, last - 4); i <= last; ++i) {
    const view::EventRow& row = *model_->row_at(i);
    lines << QString("%1 %2: %3").arg(style::clock_text(seconds_of(row)), text_of(row.who), text_of(row.text));
  }
  return lines.join('\n');
}

}  // namespace events
