#include "gui/log/log_page.h"

#include <QBoxLayout>
#include <QItemSelectionModel>
#include <QScrollArea>
#include <QToolButton>

#include "gui/charts/framed.h"
#include "gui/log/life_text.h"
#include "gui/log/partition_delegate.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace logs {
namespace {

QFrame* panel(QWidget* parent) {
  auto* frame = new QFrame(parent);
  frame->setObjectName("panel");
  return frame;
}

}  // namespace

LogPage::LogPage(bridge::Session& session, QWidget* parent)
    : Page("log", tr("Log"), style::Icon::log, session, parent) {
  build();
  connect(&session, &bridge::Session::opened, this, [this] { index_.forget(); });
  connect(&session, &bridge::Session::branched, this, [this] { index_.forget(); });
  connect(&session.selection(), &bridge::Selection::changed, this, &LogPage::take_selection);
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& now) {
    if (!now.isValid()) return;
    if (isVisible())
      this->session().selection().select(bridge::Selection::Kind::partition, model_->row(now.row()).name);
    refresh();
  });
  connect(view_, &PartitionLogView::chosen_changed, this, &LogPage::show_life);
}

void LogPage::build() {
  content_ = new pages::Content(tr("There is no topic yet: a log is shown as soon as a partition has one."), this);
  auto* columns = new QHBoxLayout(content_->inside());
  columns->setContentsMargins(0, 0, 0, 0);
  columns->setSpacing(10);
  columns->addWidget(build_list());
  auto* const both = new QWidget;
  auto* middle = new QVBoxLayout(both);
  middle->setContentsMargins(0, 0, 0, 0);
  middle->setSpacing(10);
  view_ = new PartitionLogView(session(), index_, both);
  chart_ = new charts::TimeChart(session(), moments_, both);
  chart_->setObjectName("log-chart");
  chart_->set_from_zero(false);
  chart_->setMinimumHeight(static_cast<int>(120 * style::font_scale()));
  middle->addWidget(view_, 5);
  middle->addWidget(charts::framed(chart_, both), 4);
  auto* const scroll = new QScrollArea(content_->inside());  // with large letters they do not both fit
  scroll->setObjectName("log-scroll");
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidgetResizable(true);
  scroll->setWidget(both);
  columns->addWidget(scroll, 1);
  columns->addWidget(build_life());
}

QWidget* LogPage::build_list() {
  auto* frame = panel(content_->inside());
  frame->setFixedWidth(static_cast<int>(172 * style::font_scale()));
  auto* in = new QVBoxLayout(frame);
  in->setContentsMargins(6, 10, 6, 6);
  auto* title = new QLabel(tr("Partitions"), frame);
  title->setFont(style::ui_font(12.5, QFont::DemiBold));
  title->setContentsMargins(8, 0, 0, 0);
  count_ = new QLabel(frame);
  count_->setWordWrap(true);
  count_->setContentsMargins(8, 0, 0, 0);
  model_ = new PartitionListModel(this);
  list_ = new QListView(frame);
  list_->setObjectName("log-partitions");
  list_->setAccessibleName(tr("Partitions"));
  list_->setModel(model_);
  list_->setItemDelegate(new PartitionDelegate(list_));
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setFrameShape(QFrame::NoFrame);
  list_->setUniformItemSizes(true);
  in->addWidget(title);
  in->addWidget(count_);
  in->addWidget(list_, 1);
  return frame;
}

QWidget* LogPage::build_life() {
  life_ = panel(content_->inside());
  life_->setFixedWidth(static_cast<int>(250 * style::font_scale()));
  auto* in = new QVBoxLayout(life_);
  auto* head = new QHBoxLayout;
  life_title_ = new QLabel(life_);
  life_title_->setFont(style::ui_font(12.5, QFont::DemiBold));
  life_title_->setWordWrap(true);
  auto* close = new QToolButton(life_);
  close->setObjectName("flat");
  close->setText(QString(QChar(0x00D7)));
  close->setAccessibleName(tr("Close the record's life"));
  connect(close, &QToolButton::clicked, this, [this] { view_->choose(std::nullopt); });
  head->addWidget(life_title_, 1);
  head->addWidget(close, 0, Qt::AlignTop);
  auto* scroll = new QScrollArea(life_);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  life_text_ = new QLabel;
  life_text_->setObjectName("log-life");
  life_text_->setAccessibleName(tr("Life of the chosen record"));
  life_text_->setWordWrap(true);
  life_text_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  life_text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  scroll->setWidget(life_text_);
  in->addLayout(head);
  in->addWidget(scroll, 1);
  life_->hide();
  return life_;
}

// ---- what is shown

const PartitionRow* LogPage::row() const {
  const QModelIndex now = list_->currentIndex();
  return now.isValid() && now.row() < model_->rowCount() ? &model_->row(now.row()) : nullptr;
}

QString LogPage::shown_partition() const { return row() == nullptr ? QString() : row()->name; }

void LogPage::show_partition(const QString& name) {
  const int found = model_->find(name);
  if (found >= 0) list_->setCurrentIndex(model_->index(found));
}

void LogPage::take_selection() {
  const bridge::Selection& s = session().selection();
  if (s.kind() == bridge::Selection::Kind::partition) show_partition(s.name());
}

void LogPage::refresh() {
  model_->show_snapshot(session().snapshot().get());
  const bool any = model_->rowCount() > 0;
  content_->show_content(any);
  if (!any) return;
  if (row() == nullptr) {
    const QSignalBlocker quiet(list_->selectionModel());
    const int marked = session().selection().kind() == bridge::Selection::Kind::partition
                           ? model_->find(session().selection().name())
                           : -1;
    list_->setCurrentIndex(model_->index(std::max(0, marked)));
  }
  count_->setText(tr("%1, a bar for each replica").arg(model_->rowCount()));
  count_->setStyleSheet(
      QString("color: %1; font-size: %2px").arg(style::theme().faint.name()).arg(style::ui_font(10.5).pixelSize()));
  index_.update(session().record(), row()->tp);
  view_->show_partition(row()->tp);
  show_chart();
  show_life();
}

void LogPage::show_chart() {
  moments_->follow(session().record());
  std::vector<charts::ChartLine> lines;
  const auto add = [&](const QString& name, std::size_t colour, const view::Pyramid* samples) {
    charts::ChartLine line;
    line.name = name;
    line.source = [samples] { return samples; };
    line.style = charts::ChartLine::Style::step;
    line.holds = true;
    line.colour = colour;
    lines.push_back(std::move(line));
  };
  for (const PartitionRow::Bar& b : row()->bars)
    add(tr("LEO broker %1").arg(b.broker), lines.size(), index_.log_end(b.broker));
  add(tr("high watermark"), charts::ChartLine::kInk, &index_.high_watermark());
  chart_->set_title(tr("Log end offset per replica and high watermark"), "offset", tr("of %1").arg(row()->name));
  chart_->set_lines(std::move(lines));
}

QStringList LogPage::life() const {
  if (!view_->chosen()) return {};
  return life_text(index_.life(view_->chosen()->offset, view_->chosen()->broker, session().now()), session().names());
}

void LogPage::show_life() {
  life_->setVisible(view_->chosen().has_value());
  if (!view_->chosen()) return;
  const PartitionLogView::Record r = *view_->chosen();
  const Piece* const piece = index_.log(r.broker, session().now()).at(r.offset);
  life_title_->setText(tr("Record at offset %1").arg(style::count_text(static_cast<double>(r.offset))));
  if (piece == nullptr) {
    life_text_->setText(tr("Broker %1 does not hold it at this instant.").arg(r.broker));
    return;
  }
  const RecordKeys keys(*session().spec(), session().snapshot()->names);
  QStringList lines = record_text(*piece, r.offset, keys.of(piece->producer), session().names());
  lines << life();
  life_text_->setText(lines.join("\n\n"));
}

QString LogPage::describe() const {
  if (row() == nullptr) return content_->sentence();
  QStringList words{view_->describe(), chart_->describe()};
  if (view_->chosen()) words << life_title_->text() << life();
  return words.join('\n');
}

QList<QStringList> LogPage::table() const {
  QList<QStringList> rows{{"base_offset", "records", "leader_epoch", "producer", "appended_s"}};
  if (row() == nullptr) return rows;
  for (const Piece& p : index_.log(row()->leader, session().now()).pieces)
    rows << QStringList{QString::number(p.base), QString::number(p.end - p.base), QString::number(p.epoch),
                        QString::fromStdString(session().names().client(p.producer)),
                        QString::number(sim::to_seconds(p.appended - sim::kTimeZero), 'f', 6)};
  return rows;
}

std::vector<pages::KeyNote> LogPage::keys() const {
  const QString group = tr("Log");
  return {{group, "Left Right Up Down", tr("to the next record or replica: its life is told")},
          {group, "+ -", tr("zoom: from records to batches")},
          {group, "Home End", tr("to the beginning; to the end, and follows it")},
          {group, "PageUp PageDown", tr("along the log")},
          {group, "Esc", tr("closes the record's life")}};
}

}  // namespace logs
