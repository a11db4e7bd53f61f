#include "gui/breakfix/breakfix_page.h"

#include <QFile>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <algorithm>

#include "gui/breakfix/instrument_panel.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"
#include "gui/view/scenario_of.h"

namespace breakfix {
namespace {

constexpr int kFormWidth = 400;
/// Of the run behind the fault's beginning, for the explanation.
constexpr double kToExplain = 45;

template <class W>
W* named_widget(W* widget, const char* name, const QString& words) {
  widget->setObjectName(QLatin1String(name));
  widget->setAccessibleName(words);
  return widget;
}

}  // namespace

BreakfixPage::BreakfixPage(bridge::Session& session, QWidget* parent)
    : Page("breakfix", tr("Break-fix"), style::Icon::search, session, parent) {
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(10);
  column->addWidget(build_head());
  auto* const row = new QHBoxLayout;
  row->setSpacing(10);
  auto* const left = new QFrame(this);
  left->setObjectName(QStringLiteral("panel"));
  auto* const inner = new QVBoxLayout(left);
  inner->setContentsMargins(14, 10, 14, 12);
  instruments_ = new InstrumentPanel(session, left);
  inner->addWidget(instruments_);
  row->addWidget(left, 1);
  row->addWidget(build_form());
  column->addLayout(row, 1);
  connect(&session, &bridge::Session::opened, this, [this] {
    if (!starting_) {
      exercise_.reset();  // another run is open: what was hidden is over
      answer_.reset();
      grade_.reset();
      explanation_.clear();
      hints_ = 0;
      awaited_ = false;
    }
    show_state();
  });
  connect(&session, &bridge::Session::state_changed, this, &BreakfixPage::finish);
  connect(&session, &bridge::Session::shown, this, &BreakfixPage::finish);
  show_progress();
  show_state();
}

// ---- building

QWidget* BreakfixPage::build_head() {
  auto* const panel = new QFrame(this);
  panel->setObjectName(QStringLiteral("panel"));
  auto* const row = new QHBoxLayout(panel);
  row->setContentsMargins(14, 10, 14, 10);
  cluster_ = named_widget(new QComboBox, "breakfix/cluster", tr("Cluster of the exercise"));
  for (const Cluster& c : clusters()) cluster_->addItem(c.title, c.name);
  number_ = named_widget(new QSpinBox, "breakfix/number", tr("Number of the exercise"));
  number_->setRange(1, 9999);
  number_->setButtonSymbols(QAbstractSpinBox::NoButtons);
  number_->setPrefix(tr("exercise "));
  begin_ = named_widget(new QPushButton(tr("Begin")), "primary", tr("Begin the exercise"));
  progress_ = named_widget(new QLabel, "breakfix/progress", tr("Progress"));
  progress_->setWordWrap(true);
  row->addWidget(cluster_);
  row->addWidget(number_);
  row->addWidget(begin_);
  row->addWidget(progress_, 1);
  connect(begin_, &QPushButton::clicked, this, &BreakfixPage::begin);
  connect(cluster_, &QComboBox::currentIndexChanged, this, [this] {
    number_->setValue(Progress::next_number(cluster_->currentData().toString()));
    show_progress();
  });
  connect(number_, &QSpinBox::valueChanged, this, &BreakfixPage::show_progress);
  number_->setValue(Progress::next_number(cluster_->currentData().toString()));
  return panel;
}

QWidget* BreakfixPage::build_form() {
  auto* const panel = new QFrame(this);
  panel->setObjectName(QStringLiteral("panel"));
  panel->setFixedWidth(static_cast<int>(kFormWidth * style::font_scale()));
  auto* const column = new QVBoxLayout(panel);
  column->setContentsMargins(16, 12, 16, 12);
  form_ = new QWidget(panel);
  auto* const form = new QFormLayout(form_);
  form->setContentsMargins(0, 0, 0, 0);
  kind_ = named_widget(new QComboBox, "breakfix/kind", tr("What is wrong"));
  kind_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  target_ = named_widget(new QComboBox, "breakfix/target", tr("Where it is wrong"));
  when_ = named_widget(new QDoubleSpinBox, "breakfix/when", tr("When it began, in seconds"));
  when_->setButtonSymbols(QAbstractSpinBox::NoButtons);
  when_->setSuffix(tr(" s"));
  when_->setDecimals(1);
  now_ = named_widget(new QPushButton(tr("Playhead")), "breakfix/now", tr("Take the instant of the playhead"));
  auto* const time = new QHBoxLayout;
  time->addWidget(when_, 1);
  time->addWidget(now_);
  form->addRow(tr("What"), kind_);
  form->addRow(tr("Where"), target_);
  form->addRow(tr("Since"), time);
  const auto look = [this] { answer_button_->setEnabled(kind_->currentIndex() >= 0 && target_->currentIndex() >= 0); };
  answer_button_ = named_widget(new QPushButton(tr("Answer")), "breakfix/answer", tr("Give this answer"));
  hint_button_ = named_widget(new QPushButton(tr("Hint")), "breakfix/hint", tr("A hint, for ten points"));
  give_up_ = named_widget(new QPushButton(tr("Give up")), "breakfix/give-up", tr("Give up and see what it was"));
  go_ = named_widget(new QPushButton(tr("Go to the fault")), "breakfix/go", tr("Go to just before the fault"));
  auto* const buttons = new QHBoxLayout;
  for (QPushButton* const b : {hint_button_, give_up_, go_}) buttons->addWidget(b);
  buttons->addStretch(1);
  buttons->addWidget(answer_button_);
  hint_text_ = named_widget(new QLabel, "breakfix/hints", tr("Hints"));
  hint_text_->setWordWrap(true);
  verdict_ = named_widget(new QTextBrowser, "breakfix/verdict", tr("What it is about, and later what it was"));
  column->addWidget(form_);
  column->addLayout(buttons);
  column->addWidget(hint_text_);
  column->addWidget(verdict_, 1);
  connect(kind_, &QComboBox::currentIndexChanged, this, look);
  connect(target_, &QComboBox::currentIndexChanged, this, look);
  look();
  connect(now_, &QPushButton::clicked, this, [this] { when_->setValue(session().seconds()); });
  connect(answer_button_, &QPushButton::clicked, this, &BreakfixPage::answer);
  connect(hint_button_, &QPushButton::clicked, this, &BreakfixPage::hint);
  connect(give_up_, &QPushButton::clicked, this, &BreakfixPage::give_up);
  connect(go_, &QPushButton::clicked, this, &BreakfixPage::go_to_fault);
  return panel;
}

// ---- beginning

void BreakfixPage::begin() {
  const QString name = cluster_->currentData().toString();
  for (const Cluster& c : clusters())
    if (c.name == name) return start(c, static_cast<std::uint64_t>(number_->value()));
  for (const Cluster& c : own_)
    if (c.name == name) return start(c, static_cast<std::uint64_t>(number_->value()));
}

void BreakfixPage::begin_with(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) {
    Q_EMIT refused(path + ": " + file.errorString());
    return;
  }
  Cluster c;
  c.name = QFileInfo(path).completeBaseName();
  c.source.path = path.toStdString();
  c.source.text = file.readAll().toStdString();
  c.source = without_own_faults(std::move(c.source));
  std::string problem;
  const auto spec = view::scenario_of(c.source, problem);
  if (!spec) {
    Q_EMIT refused(QString::fromStdString(problem));
    return;
  }
  c.title = tr("Scenario: %1").arg(QString::fromStdString(spec->title));
  // A file of that name in another folder takes its place, but not one of the clusters that are made for exercises.
  for (const Cluster& made : clusters())
    if (made.name == c.name) c.name += QStringLiteral("-scenario");
  std::erase_if(own_, [&](const Cluster& o) { return o.name == c.name; });
  own_.push_back(c);
  if (cluster_->findData(c.name) < 0) cluster_->addItem(c.title, c.name);
  cluster_->setItemText(cluster_->findData(c.name), c.title);
  cluster_->setCurrentIndex(cluster_->findData(c.name));
  begin();
}

void BreakfixPage::start(const Cluster& cluster, std::uint64_t number) {
  std::string mistakes;
  const auto spec = view::scenario_of(cluster.source, mistakes);
  QString problem = QString::fromStdString(mistakes);
  Exercise made;
  if (spec) made = make_exercise(cluster.name, *spec, number, problem);
  if (problem.isEmpty()) {
    starting_ = true;
    exercise_ = made;
    answer_.reset();
    grade_.reset();
    explanation_.clear();
    hints_ = 0;
    awaited_ = false;
    problem = session().open_veiled(cluster.source, made.words, made.at);
    starting_ = false;
  }
  if (!problem.isEmpty()) {
    exercise_.reset();
    show_state();
    Q_EMIT refused(problem);
    return;
  }
  offer_choices();
  show_state();
  refresh();
}

void BreakfixPage::take_over(const BreakfixPage& before) {
  own_ = before.own_;
  for (const Cluster& c : own_) cluster_->addItem(c.title, c.name);
  cluster_->setCurrentIndex(std::max(0, cluster_->findData(before.cluster_->currentData())));
  number_->setValue(before.number_->value());
  if (!before.exercise_) return;
  exercise_ = before.exercise_;
  answer_ = before.answer_;
  if (answer_) grade_ = grade(*exercise_, *answer_);  // in the language of now
  hints_ = before.hints_;
  awaited_ = before.awaited_ || !before.explanation_.isEmpty();
  offer_choices();
  kind_->setCurrentIndex(before.kind_->currentIndex());
  target_->setCurrentIndex(before.target_->currentIndex());
  when_->setValue(before.when_->value());
  show_state();
  finish();
}

void BreakfixPage::offer_choices() {
  kind_->clear();
  for (const Trouble t : troubles_of(*session().spec())) kind_->addItem(title_of(t), static_cast<int>(t));
  target_->clear();
  for (const QString& name : targets_of(*session().spec()))
    target_->addItem(name == quorum_name() ? tr("ZooKeeper's quorum") : name, name);
  // Nothing is chosen: what stands there first would be an answer.
  for (QComboBox* const box : {kind_, target_}) {
    box->setPlaceholderText(tr("choose ..."));
    box->setCurrentIndex(-1);
  }
  when_->setRange(0, session().duration());
  when_->setValue(0);
}

// ---- solving

void BreakfixPage::hint() {
  if (!session().sight().veiled() || !exercise_) return;
  hints_ = std::min(hints_ + 1, static_cast<int>(hints_of(*exercise_).size()));
  show_state();
}

void BreakfixPage::answer() {
  if (!session().sight().veiled() || !exercise_ || !answer_button_->isEnabled()) return;
  answer_ = Answer{static_cast<Trouble>(kind_->currentData().toInt()), target_->currentData().toString(),
                   when_->value(), hints_};
  grade_ = grade(*exercise_, *answer_);
  Progress::keep(*exercise_, *grade_, hints_);
  reveal();
}

void BreakfixPage::give_up() {
  if (!session().sight().veiled() || !exercise_) return;
  reveal();
}

/// Everything becomes visible; the run goes on to where the fault has shown itself, if it has not been there.
void BreakfixPage::reveal() {
  session().lift_veil();
  awaited_ = true;
  const double needed = std::min(exercise_->at + kToExplain, session().duration());
  if (sim::to_seconds(session().record().until() - sim::kTimeZero) < needed) session().seek(needed);
  show_progress();
  show_state();
  finish();
}

void BreakfixPage::finish() {
  if (!awaited_ || !exercise_ || session().busy() || session().sight().veiled()) return;
  const double needed = std::min(exercise_->at + kToExplain, session().duration());
  if (sim::to_seconds(session().record().until() - sim::kTimeZero) < needed - 1e-6) return;
  awaited_ = false;
  explanation_ = explain(*exercise_, session().record());
  show_state();
}

void BreakfixPage::go_to_fault() {
  if (!exercise_ || session().sight().veiled()) return;
  session().seek(std::max(0.0, exercise_->at - 1));
}

// ---- showing

void BreakfixPage::show_progress() {
  const auto best = Progress::of(cluster_->currentData().toString() + '/' + QString::number(number_->value()));
  QString text = tr("%n exercise(s) solved, ", nullptr, Progress::solved()) +
                 tr("%n hint(s) used", nullptr, Progress::hints_used());
  if (best) text += tr(". This one: %1 points").arg(best->points);
  progress_->setText(text);
}

void BreakfixPage::show_state() {
  const style::Theme& t = style::theme();
  const bool veiled = session().sight().veiled() && exercise_;
  form_->setEnabled(veiled);
  for (QPushButton* const b : {answer_button_, give_up_}) b->setVisible(veiled);
  hint_button_->setVisible(veiled && hints_ < 4);
  go_->setVisible(exercise_ && !veiled);
  QStringList hints;
  if (exercise_)
    for (const QString& h : hints_of(*exercise_).mid(0, hints_)) hints << tr("Hint: %1").arg(h.toHtmlEscaped());
  hint_text_->setText(hints.join("<br>"));
  hint_text_->setVisible(!hints.isEmpty());
  QString html;
  if (veiled) {
    html = "<p>" +
           tr("Something will go wrong in this cluster, once. Run it, and find out what, where and since when. You see "
              "what an operator sees: the tiles and the charts, Kafka's tools, the logs. Nothing else is shown, and "
              "nothing can be changed.") +
           "</p><p>" + tr("Play with Space; go back by the time line; answer when you know.") + "</p>";
  } else if (!exercise_) {
    html = "<p>" +
           tr("Choose a cluster and begin: a fault is hidden in its run, the same one for everybody who takes this "
              "exercise. A scenario of the library can be taken, too, from its page.") +
           "</p>";
  } else {
    if (grade_) {
      const QColor colour = grade_->solved() ? t.ok : t.warn;
      html += QString("<h3 style='color:%1'>%2</h3>").arg(colour.name(), tr("%1 of 100 points").arg(grade_->total()));
      for (const QString& v : grade_->verdicts) html += "<p>" + v.toHtmlEscaped() + "</p>";
    }
    html += "<h4>" + tr("What really happened") + "</h4>";
    if (explanation_.isEmpty()) html += "<p>" + tr("The run goes on to where it shows ...") + "</p>";
    for (const QString& line : explanation_) html += "<p>" + line.toHtmlEscaped() + "</p>";
  }
  verdict_->setHtml(html);
}

void BreakfixPage::refresh() {
  instruments_->refresh();
  finish();
}

QString BreakfixPage::describe() const {
  QStringList lines{verdict_->toPlainText(), progress_->text()};
  if (!hint_text_->text().isEmpty()) lines << hint_text_->text();
  lines << instruments_->tool_text() << instruments_->log_lines().join('\n');
  return lines.join('\n');
}

QList<QStringList> BreakfixPage::table() const {
  QList<QStringList> rows{{"time", "process", "level", "line"}};
  for (const view::LogLine& l : session().record().logs())
    if (l.time <= session().now())
      rows << QStringList{QString::number(sim::to_seconds(l.time - sim::kTimeZero), 'f', 6),
                          QString::fromStdString(l.process), QString(QLatin1Char(l.level)),
                          QString::fromStdString(l.text)};
  return rows.size() > 1 ? rows : QList<QStringList>{};
}

}  // namespace breakfix
