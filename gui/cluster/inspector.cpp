#include "gui/cluster/inspector.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/cluster/scene_state.h"
#include "gui/cluster/table_delegate.h"
#include "gui/models/guarantee.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/view/live_run.h"
#include "tools/describe/cluster_text.h"

namespace cluster {
namespace {

using Kind = bridge::Selection::Kind;

}  // namespace

Inspector::Inspector(bridge::Session& session, QWidget* parent)
    : QWidget(parent), session_(session), title_(new QLabel), words_(new QLabel), tabs_(new QTabWidget) {
  setObjectName(QStringLiteral("inspector"));
  setAccessibleName(tr("Inspector"));
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(8, 8, 8, 8);
  column->addWidget(title_);
  column->addWidget(words_);
  column->addWidget(tabs_, 1);
  title_->setFont(style::ui_font(14, QFont::DemiBold));
  words_->setWordWrap(true);
  tabs_->setObjectName(QStringLiteral("inspector/tabs"));
  tabs_->setAccessibleName(tr("What is shown of it"));
  tabs_->setDocumentMode(true);
  QTableView* const replicas = add_table(replicas_, tr("Replicas"), "inspector/replicas");
  // Both offsets are seen without scrolling; epochs matter less often.
  replicas->horizontalHeader()->moveSection(2, replicas_.columnCount() - 1);
  for (const int offsets : {3, 4}) replicas->setColumnWidth(offsets, qRound(68 * style::font_scale()));
  QTableView* const partitions = add_table(partitions_, tr("Topics"), "inspector/topics");
  add_table(groups_, tr("Groups"), "inspector/groups");
  QTableView* const clients = add_table(clients_, tr("Clients"), "inspector/clients");
  clients->setColumnWidth(1, qRound(82 * style::font_scale()));
  clients->setColumnWidth(2, qRound(104 * style::font_scale()));
  add_tools();
  add_zookeeper();
  QTableView* const settings = add_table(settings_, tr("Settings"), "inspector/settings");
  settings->setColumnWidth(0, qRound(190 * style::font_scale()));
  connect(&session_, &bridge::Session::opened, this, [this] { settings_.show(*session_.spec()); });
  // The event of that number may be another one now.
  const auto forget = [this] { asked_at_ = znodes_at_ = ~std::uint64_t{0}; };
  connect(&session_, &bridge::Session::opened, this, forget);
  connect(&session_, &bridge::Session::branched, this, forget);
  if (session_.spec()) settings_.show(*session_.spec());
  connect(partitions, &QTableView::activated, this, [this](const QModelIndex& i) { choose_row(i, Kind::partition); });
  connect(replicas, &QTableView::activated, this, [this](const QModelIndex& i) {
    choose_row(i, session_.selection().kind() == Kind::partition ? Kind::broker : Kind::partition);
  });
  connect(tabs_, &QTabWidget::currentChanged, this, &Inspector::show_current);
  connect(&session_.selection(), &bridge::Selection::changed, this, &Inspector::show_selection);
  show_selection();
}

QTableView* Inspector::add_table(QAbstractItemModel& model, const QString& title, const char* name) {
  auto* const view = new QTableView;
  view->setObjectName(QLatin1String(name));
  view->setAccessibleName(title);
  view->setModel(&model);
  view->setItemDelegate(new TableDelegate(view));
  view->setSelectionBehavior(QAbstractItemView::SelectRows);
  view->setShowGrid(false);
  view->setWordWrap(false);
  view->verticalHeader()->hide();
  view->verticalHeader()->setDefaultSectionSize(qRound(26 * style::font_scale()));
  view->horizontalHeader()->setHighlightSections(false);
  view->horizontalHeader()->setStretchLastSection(true);
  view->horizontalHeader()->setDefaultSectionSize(qRound(66 * style::font_scale()));
  view->setColumnWidth(0, qRound(116 * style::font_scale()));
  for (int c = 1; c < model.columnCount(); ++c)
    view->setColumnWidth(c, std::max(view->columnWidth(c), view->horizontalHeader()->sectionSizeHint(c)));
  tabs_->addTab(view, title);
  return view;
}

void Inspector::add_tools() {
  tools_ = new QWidget;
  auto* const column = new QVBoxLayout(tools_);
  column->setContentsMargins(0, 6, 0, 0);
  tool_ = new QComboBox;
  tool_->setObjectName(QStringLiteral("inspector/tool"));
  tool_->setAccessibleName(tr("Tool"));
  tool_->addItems({QStringLiteral("kafka-topics.sh --describe"),
                   QStringLiteral("kafka-consumer-groups.sh --describe --all-groups"),
                   QStringLiteral("zookeeper-shell.sh: znodes"), QStringLiteral("kafka-log-dirs.sh --describe")});
  text_ = new QPlainTextEdit;
  text_->setObjectName(QStringLiteral("inspector/tool-output"));
  text_->setAccessibleName(tr("Output of the tool"));
  text_->setReadOnly(true);
  text_->setLineWrapMode(QPlainTextEdit::NoWrap);
  text_->setFont(style::mono_font(11));
  column->addWidget(tool_);
  column->addWidget(text_, 1);
  tabs_->addTab(tools_, tr("Kafka's tools"));
  connect(tool_, &QComboBox::currentIndexChanged, this, [this] {
    asked_at_ = ~std::uint64_t{0};
    ask_tool();
  });
}

void Inspector::add_zookeeper() {
  zookeeper_ = new QWidget;
  auto* const column = new QVBoxLayout(zookeeper_);
  column->setContentsMargins(0, 6, 0, 0);
  znodes_note_ = new QLabel;
  znodes_note_->setObjectName(QStringLiteral("inspector/znodes-note"));
  znodes_note_->setWordWrap(true);
  znodes_ = new ZnodeTree;
  column->addWidget(znodes_note_);
  column->addWidget(znodes_, 1);
  tabs_->addTab(zookeeper_, tr("ZooKeeper"));
}

// ---- the instant

void Inspector::refresh() {
  show_thing();
  show_current();
}

void Inspector::show_selection() {
  const Kind kind = session_.selection().kind();
  if (kind == Kind::broker || kind == Kind::partition) tabs_->setCurrentIndex(0);
  if (kind == Kind::group || kind == Kind::member) tabs_->setCurrentIndex(2);
  if (kind == Kind::producer) tabs_->setCurrentIndex(3);
  if (kind == Kind::zookeeper) tabs_->setCurrentWidget(zookeeper_);
  refresh();
}

void Inspector::show_thing() {
  const QString& name = session_.selection().name();
  title_->setText(name.isEmpty() ? tr("Whole cluster") : name);
  words_->clear();
  if (!session_.snapshot()) {
    words_->setText(tr("No run is open."));
    return;
  }
  const view::Snapshot& s = *session_.snapshot();
  if (session_.selection().kind() == Kind::broker)
    for (const view::BrokerNow& b : s.brokers)
      if (name.toStdString() == b.name) words_->setText(words_of_broker(b));
  if (session_.selection().kind() == Kind::partition)
    if (const view::PartitionNow* const p = models::find_partition(s, name)) words_->setText(words_of_partition(*p));
  words_->setVisible(!words_->text().isEmpty());
}

QString Inspector::words_of_broker(const view::BrokerNow& b) const {
  QString text = tr("broker.id %1, %n replica(s), leads %2", nullptr, static_cast<int>(b.replicas.size()))
                     .arg(b.id)
                     .arg(b.leaders);
  if (!b.rack.empty()) text += tr(", rack %1").arg(QString::fromStdString(b.rack));
  if (b.controller) text += tr(", controller");
  QStringList changed;
  for (const models::Row& row : settings_.rows())
    if (row.cells[1].tone == models::Tone::warning) changed << row.key + '=' + row.cells[1].value.toString();
  if (!changed.isEmpty()) text += tr("; changed by the scenario: %1").arg(changed.join(QStringLiteral(", ")));
  return text;
}

QString Inspector::words_of_partition(const view::PartitionNow& p) const {
  return tr("preferred leader %1, leader %2, min.insync.replicas %3: %4")
      .arg(p.replicas.front())
      .arg(p.leader < 0 ? tr("none") : QString::number(p.leader))
      .arg(p.min_isr)
      .arg(models::sentence_of(models::guarantee_of(p, *session_.snapshot())));
}

/// Only the table that is seen is brought up to date.
void Inspector::show_current() {
  if (!session_.snapshot()) return;
  const view::Snapshot& s = *session_.snapshot();
  const Kind kind = session_.selection().kind();
  const QString& name = session_.selection().name();
  switch (tabs_->currentIndex()) {
    case 0: {
      const view::PartitionNow* const p = kind == Kind::partition ? models::find_partition(s, name) : nullptr;
      if (p != nullptr) return replicas_.show_partition(s, p->tp);
      std::int32_t broker = s.brokers.empty() ? -1 : s.brokers.front().id;
      for (const view::BrokerNow& b : s.brokers)
        if (kind == Kind::broker && name.toStdString() == b.name) broker = b.id;
      if (kind != Kind::broker && kind != Kind::partition) title_->setText(broker_name(s, broker));
      return replicas_.show_broker(s, broker);
    }
    case 1:
      return partitions_.show(s);
    case 2:
      return groups_.show(s, kind == Kind::group ? name : QString());
    case 3:
      return clients_.show(s);
    default:
      ask_zookeeper();
      return ask_tool();
  }
}

/// Of the run itself: while it is played there is always a later instant.
QString Inspector::why_not_asked() const {
  if (session_.playing()) return tr("Pause the run: then the tools say what they see at that instant.");
  if (session_.now() != session_.run_time())
    return tr("This is a recorded picture: let go of the time line, then the tools can be asked.");
  return {};
}

void Inspector::ask_zookeeper() {
  if (tabs_->currentWidget() != zookeeper_ || !session_.snapshot()) return;
  const QString why = why_not_asked();
  znodes_note_->setText(why);
  znodes_note_->setVisible(!why.isEmpty());
  znodes_->setEnabled(why.isEmpty());  // what it shows is of another instant
  if (!why.isEmpty() || znodes_at_ == session_.snapshot()->event) return;
  znodes_at_ = session_.snapshot()->event;
  const QString text = session_.ask([](view::LiveRun& run) {
    return QString::fromStdString(
        tools::ClusterText(run.experiment().cluster(), run.experiment().spec().seed).zookeeper());
  });
  if (text.startsWith('/')) return znodes_->show_nodes(text);
  znodes_->show_nodes({});
  znodes_note_->setText(text.trimmed());
  znodes_note_->setVisible(true);
}

void Inspector::ask_tool() {
  if (tabs_->currentWidget() != tools_ || !session_.snapshot()) return;
  if (const QString why = why_not_asked(); !why.isEmpty()) {
    text_->setPlainText(why);
    asked_at_ = ~std::uint64_t{0};
    return;
  }
  if (asked_at_ == session_.snapshot()->event) return;
  asked_at_ = session_.snapshot()->event;
  const int which = tool_->currentIndex();
  const QString text = session_.ask([which](view::LiveRun& run) {
    const tools::ClusterText said(run.experiment().cluster(), run.experiment().spec().seed);
    return QString::fromStdString(which == 0   ? said.topics()
                                  : which == 1 ? said.groups()
                                  : which == 2 ? said.zookeeper()
                                               : said.log_dirs());
  });
  text_->setPlainText(text);
}

void Inspector::choose_row(const QModelIndex& index, Kind kind) {
  session_.selection().select(kind, index.data(models::RowModel::key_role).toString());
}

QString Inspector::tool_text() const { return text_->toPlainText(); }

QString Inspector::describe() const {
  return title_->text() + (words_->text().isEmpty() ? QString() : ": " + words_->text());
}

}  // namespace cluster
