#include "gui/breakfix/instrument_panel.h"

#include <QHBoxLayout>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/view/live_run.h"
#include "gui/view/seconds.h"
#include "tools/describe/cluster_text.h"

namespace breakfix {
namespace {

constexpr int kMostLines = 2000;

QPlainTextEdit* text_box(const char* name, const QString& title) {
  auto* const box = new QPlainTextEdit;
  box->setObjectName(QLatin1String(name));
  box->setAccessibleName(title);
  box->setReadOnly(true);
  box->setLineWrapMode(QPlainTextEdit::NoWrap);
  const QFont mono = style::mono_font(11);
  box->setFont(mono);
  box->setTabStopDistance(8 * QFontMetricsF(mono).horizontalAdvance(' '));
  // The application's style sheet names a family for everything.
  box->setStyleSheet(QStringLiteral("font-family: '%1'; font-size: %2px;").arg(mono.family()).arg(mono.pixelSize()));
  return box;
}

QString without_internal(const QString& topics) {
  QStringList lines = topics.split('\n');
  lines.removeIf([](const QString& line) { return line.contains(QStringLiteral("__")); });
  return lines.join('\n');
}

}  // namespace

InstrumentPanel::InstrumentPanel(bridge::Session& session, QWidget* parent)
    : QWidget(parent), session_(session), tabs_(new QTabWidget) {
  setObjectName(QStringLiteral("breakfix/instruments"));
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(tabs_);
  tabs_->setDocumentMode(true);
  tabs_->setAccessibleName(tr("Instruments"));
  tabs_->addTab(build_tools(), tr("Kafka's tools"));
  tabs_->addTab(build_logs(), tr("Logs"));
  connect(tabs_, &QTabWidget::currentChanged, this, &InstrumentPanel::refresh);
  // The event of that number may be another one now.
  const auto forget = [this] { asked_at_ = ~std::uint64_t{0}; };
  connect(&session, &bridge::Session::opened, this, forget);
  connect(&session, &bridge::Session::branched, this, forget);
}

QWidget* InstrumentPanel::build_tools() {
  auto* const page = new QWidget;
  auto* const column = new QVBoxLayout(page);
  column->setContentsMargins(0, 8, 0, 0);
  tool_ = new QComboBox;
  tool_->setObjectName(QStringLiteral("breakfix/tool"));
  tool_->setAccessibleName(tr("Tool"));
  tool_->addItems({QStringLiteral("kafka-topics.sh --describe --exclude-internal"),
                   QStringLiteral("kafka-topics.sh --describe"),
                   QStringLiteral("kafka-consumer-groups.sh --describe --all-groups"),
                   QStringLiteral("zookeeper-shell.sh: znodes"), QStringLiteral("kafka-log-dirs.sh --describe")});
  output_ = text_box("breakfix/tool-output", tr("Output of the tool"));
  column->addWidget(tool_);
  column->addWidget(output_, 1);
  connect(tool_, &QComboBox::currentIndexChanged, this, [this] {
    asked_at_ = ~std::uint64_t{0};
    ask();
  });
  return page;
}

QWidget* InstrumentPanel::build_logs() {
  auto* const page = new QWidget;
  auto* const column = new QVBoxLayout(page);
  column->setContentsMargins(0, 8, 0, 0);
  auto* const row = new QHBoxLayout;
  process_ = new QComboBox;
  process_->setObjectName(QStringLiteral("breakfix/process"));
  process_->setAccessibleName(tr("Whose log"));
  process_->setMinimumContentsLength(16);
  search_ = new QLineEdit;
  search_->setObjectName(QStringLiteral("breakfix/grep"));
  search_->setPlaceholderText(tr("Lines that contain ... (internal topics only with __)"));
  search_->setAccessibleName(tr("Lines that contain"));
  search_->setClearButtonEnabled(true);
  row->addWidget(process_);
  row->addWidget(search_, 1);
  log_ = text_box("breakfix/log", tr("The log"));
  column->addLayout(row);
  column->addWidget(log_, 1);
  connect(process_, &QComboBox::currentIndexChanged, this, &InstrumentPanel::show_logs);
  connect(search_, &QLineEdit::textChanged, this, &InstrumentPanel::show_logs);
  return page;
}

void InstrumentPanel::refresh() {
  if (tabs_->currentIndex() == 0) return ask();
  offer_processes();
  show_logs();
}

// ---- tools

/// Of the run itself, while it stands still.
void InstrumentPanel::ask() {
  if (!session_.snapshot()) return output_->setPlainText(tr("No run is open."));
  const bool ahead = session_.now() != session_.run_time();
  if (session_.playing() || session_.busy() || ahead) {
    output_->setPlainText(ahead ? tr("Let go of the time line, then the tools can be asked.")
                                : tr("Pause the run (Space): then the tools say what they see at that instant."));
    asked_at_ = ~std::uint64_t{0};
    return;
  }
  if (asked_at_ == session_.snapshot()->event) return;
  asked_at_ = session_.snapshot()->event;
  const int which = tool_->currentIndex();
  output_->setPlainText(session_.ask([which](view::LiveRun& run) {
    const tools::ClusterText said(run.experiment().cluster(), run.experiment().spec().seed);
    const QString text = QString::fromStdString(which <= 1   ? said.topics()
                                                : which == 2 ? said.groups()
                                                : which == 3 ? said.zookeeper()
                                                             : said.log_dirs());
    return which == 0 ? without_internal(text) : text;
  }));
}

// ---- logs

void InstrumentPanel::offer_processes() {
  QStringList all{tr("all processes")};
  if (session_.snapshot()) {
    const view::Snapshot& s = *session_.snapshot();
    for (const view::BrokerNow& b : s.brokers) all << QString::fromStdString(b.name);
    for (const view::ZooKeeperNow& z : s.zookeeper) all << QString::fromStdString(z.name);
    for (const view::GroupNow& g : s.groups)
      for (const view::MemberNow& m : g.members) all << QString::fromStdString(m.name);
    for (const view::ProducerNow& p : s.producers)
      if (p.instances == 1) all << QString::fromStdString(p.name);
  }
  QStringList known;
  for (int i = 0; i < process_->count(); ++i) known << process_->itemText(i);
  if (known == all) return;
  const QSignalBlocker blocker(process_);
  process_->clear();
  process_->addItems(all);
}

QStringList InstrumentPanel::log_lines() const {
  const QString process = process_->currentIndex() > 0 ? process_->currentText() : QString();
  const QString part = search_->text();
  QStringList lines;
  for (const view::LogLine& l : session_.record().logs()) {
    if (l.time > session_.now()) break;
    if (!process.isEmpty() && process != QString::fromStdString(l.process)) continue;
    // Kafka's own topics have 50 partitions that all say the same: only when asked for.
    if (!part.contains(QStringLiteral("__")) && l.text.find("__") != std::string::npos) continue;
    const char* const level = l.level == 'E' ? "ERROR" : l.level == 'W' ? "WARN " : "INFO ";
    const QString line = style::clock_text(view::seconds(l.time)) + ' ' + level + ' ' +
                         QString::fromStdString(l.process).leftJustified(14) + ' ' + QString::fromStdString(l.text);
    if (part.isEmpty() || line.contains(part, Qt::CaseInsensitive)) lines << line;
  }
  return lines.mid(std::max<qsizetype>(0, lines.size() - kMostLines));
}

void InstrumentPanel::show_logs() {
  QString text = log_lines().join('\n');
  if (text.isEmpty()) text = tr("No process has written such a line so far.");
  if (text == shown_log_) return;
  shown_log_ = text;
  log_->setPlainText(text);
  log_->verticalScrollBar()->setValue(log_->verticalScrollBar()->maximum());
}

}  // namespace breakfix
