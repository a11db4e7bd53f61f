#include "gui/app/lesson_panel.h"

#include <QBoxLayout>
#include <QEvent>
#include <QRadioButton>
#include <QScrollArea>
#include <QSettings>
#include <map>

#include "gui/models/guarantee.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace app {

LessonPanel::LessonPanel(bridge::Session& session, QWidget* parent) : QFrame(parent), session_(session) {
  setObjectName("panel");
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(14, 12, 14, 12);
  head_ = new QLabel(this);
  head_->setObjectName("lesson-head");
  head_->setWordWrap(true);
  text_ = new QLabel(this);
  text_->setObjectName("lesson-text");
  text_->setWordWrap(true);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  looks_ = new QLabel(this);
  looks_->setObjectName("lesson-looks");
  looks_->setWordWrap(true);
  looks_->setTextInteractionFlags(Qt::TextBrowserInteraction);
  looks_->setAccessibleName(tr("What the step wants looked at"));
  connect(looks_, &QLabel::linkActivated, this, &LessonPanel::look);
  guarantee_ = new QLabel(this);
  guarantee_->setObjectName("guarantee");
  guarantee_->setWordWrap(true);
  question_box_ = new QWidget(this);
  question_ = new QVBoxLayout(question_box_);
  question_->setContentsMargins(0, 4, 0, 0);
  previous_ = new QPushButton(tr("Step back"), this);
  next_ = new QPushButton(tr("Next step"), this);
  next_->setObjectName("primary");
  previous_->setAccessibleName(tr("The step before"));
  next_->setAccessibleName(tr("The next step of the lesson"));
  foot_ = new QBoxLayout(QBoxLayout::LeftToRight);
  foot_->addWidget(previous_);
  foot_->addStretch(1);
  foot_->addWidget(next_);
  column->addWidget(head_);
  column->addWidget(build_text(), 1);
  column->addLayout(foot_);
  connect(next_, &QPushButton::clicked, this, &LessonPanel::next);
  connect(previous_, &QPushButton::clicked, this, &LessonPanel::previous);
  connect(&session_, &bridge::Session::opened, this, &LessonPanel::restart);
  connect(&session_, &bridge::Session::shown, this, &LessonPanel::refresh);
  if (session_.spec()) restart();
}

/// In a narrow panel with large letters the buttons stand below each other.
void LessonPanel::resizeEvent(QResizeEvent* event) {
  QFrame::resizeEvent(event);
  const int wide = previous_->sizeHint().width() + next_->sizeHint().width() + foot_->spacing();
  const bool fits = wide <= contentsRect().width() - layout()->contentsMargins().left() * 2;
  foot_->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::BottomToTop);
}

/// What is longer than the room scrolls; the buttons stay.
QWidget* LessonPanel::build_text() {
  auto* const scroll = new QScrollArea(this);
  scroll->setObjectName("lesson-scroll");
  scroll->setAccessibleName(tr("Lesson"));
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setMinimumHeight(72);
  auto* const inside = new QWidget(scroll);
  inside->setObjectName("lesson-inside");
  inside->setStyleSheet("#lesson-inside { background: transparent; }");
  scroll->setStyleSheet("#lesson-scroll { background: transparent; }");
  auto* const words = new QVBoxLayout(inside);
  words->setContentsMargins(0, 0, 4, 0);
  words->addWidget(text_);
  words->addWidget(looks_);
  words->addWidget(question_box_);
  words->addWidget(guarantee_);
  words->addStretch(1);
  scroll->setWidget(inside);
  return scroll;
}

/// Colours stand in the texts.
void LessonPanel::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) show_step(false);
}

void LessonPanel::set_teacher(bool on) {
  teacher_ = on;
  refresh();
}

void LessonPanel::restart() {
  finished_ = false;
  go_to_step(-1);
  refresh();
}

/// What was predicted there stays predicted; in front of a class it is asked again.
void LessonPanel::go_to_step(int step) {
  step_ = step;
  revealed_ = false;
  chosen_ = step < 0 || teacher_ ? -1 : QSettings().value(key_of(step), -1).toInt();
  show_step();
}

QString LessonPanel::key_of(int step) const {
  const scenario::ScenarioSpec& spec = *session_.spec();
  return "predicted/" + QString::fromStdString(spec.name + (spec.variant.empty() ? "" : ":" + spec.variant)) + '/' +
         QString::number(step);
}

LessonPanel::Predictions LessonPanel::predictions() const {
  Predictions p;
  if (!session_.spec()) return p;
  const auto& steps = session_.spec()->steps;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!steps[i].question) continue;
    ++p.questions;
    const int said = QSettings().value(key_of(static_cast<int>(i)), -1).toInt();
    p.answered += said >= 0 ? 1 : 0;
    p.right += said == static_cast<int>(steps[i].question->answer) ? 1 : 0;
  }
  return p;
}

int LessonPanel::step_at(double seconds) const {
  int step = -1;
  for (const scenario::StepSpec& s : session_.spec()->steps)
    if (sim::to_seconds(s.at) <= seconds + 1e-9) ++step;
  return step;
}

void LessonPanel::refresh() {
  if (!session_.spec() || !session_.snapshot()) return;
  guarantee_->setText(guarantees().join("<br>"));
  if (!teacher_) {
    const int step = step_at(session_.seconds());
    if (step != step_) go_to_step(step);
  }
  const bool over = session_.seconds() >= session_.duration();
  if (over && !finished_ && !session_.spec()->steps.empty()) {
    finished_ = true;
    Q_EMIT done();
  }
}

void LessonPanel::show_step(bool look_there) {
  if (!session_.spec()) return;
  const scenario::ScenarioSpec& spec = *session_.spec();
  const style::Theme& t = style::theme();
  const auto count = static_cast<int>(spec.steps.size());
  const Predictions said = predictions();
  QString title = step_ < 0 ? QString::fromStdString(spec.title) : tr("step %1 of %2").arg(step_ + 1).arg(count);
  if (said.answered > 0) title += tr(", %1 of %2 predicted right").arg(said.right).arg(said.questions);
  head_->setText("<b style='color:" + t.accent.name() + "'>" + tr("Lesson") + "</b>&nbsp;&nbsp;" +
                 title.toHtmlEscaped());
  while (QLayoutItem* const item = question_->takeAt(0)) {
    if (QWidget* const widget = item->widget()) {
      widget->setParent(nullptr);  // gone at once, although its own click may be under way
      widget->deleteLater();
    }
    delete item;
  }
  question_box_->setVisible(false);
  looks_->setVisible(false);
  next_->setVisible(count > 0);
  previous_->setVisible(count > 0);
  next_->setEnabled(step_ + 1 < count);
  previous_->setEnabled(step_ > 0);
  if (step_ < 0) {
    QString html;  // the file's line breaks are the file's
    for (const QString& paragraph : QString::fromStdString(spec.lesson).split("\n\n", Qt::SkipEmptyParts))
      html += "<p style='margin: 0 0 7px 0'>" + paragraph.simplified().toHtmlEscaped() + "</p>";
    text_->setText(html);
    return;
  }
  const scenario::StepSpec& step = spec.steps[static_cast<std::size_t>(step_)];
  text_->setText("<span style='color:" + t.muted.name() + "'>" + style::clock_text(sim::to_seconds(step.at), false) +
                 "</span><br>" + QString::fromStdString(step.say).toHtmlEscaped());
  if (step.question) show_question(*step.question);
  show_looks(step, look_there);
}

/// As links. What can be selected on this page is; another page comes only when it is asked for, so that the lesson
/// stays in sight.
void LessonPanel::show_looks(const scenario::StepSpec& step, bool look_there) {
  using Kind = scenario::LookSpec::Kind;
  QStringList links;
  for (const scenario::LookSpec& look : step.look) {
    const QString text = QString::fromStdString(look.text).toHtmlEscaped();
    links << QString("<a style='color:%1' href=\"%2\">%2</a>").arg(style::theme().accent.name(), text);
    if (look_there && look.kind != Kind::map && look.kind != Kind::measure)
      Q_EMIT this->look(QString::fromStdString(look.text));
  }
  looks_->setText(tr("Look at: %1").arg(links.join(", ")));
  looks_->setVisible(!links.isEmpty());
}

void LessonPanel::show_question(const scenario::QuestionSpec& question) {
  question_box_->setVisible(true);
  auto* const ask = new QLabel("<b>" + tr("Predict:") + "</b> " + QString::fromStdString(question.ask).toHtmlEscaped());
  ask->setWordWrap(true);
  question_->addWidget(ask);
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    auto* const choice = new QRadioButton(QString::fromStdString(question.choices[i]));
    choice->setObjectName(QString("choice-%1").arg(i));
    choice->setAccessibleName(choice->text());
    choice->setChecked(chosen_ == static_cast<int>(i));
    connect(choice, &QRadioButton::clicked, this, [this, i] { answer(static_cast<int>(i)); });
    question_->addWidget(choice);
  }
  if (teacher_ ? !revealed_ : (chosen_ < 0 && !revealed_)) return;
  const auto right = static_cast<int>(question.answer);
  const style::Theme& t = style::theme();
  QString verdict;
  if (chosen_ >= 0)
    verdict = chosen_ == right ? "<b style='color:" + t.ok.name() + "'>" + tr("Right.") + "</b> "
                               : "<b style='color:" + t.bad.name() + "'>" + tr("Not so.") + "</b> ";
  verdict += tr("It is: %1.").arg(QString::fromStdString(question.choices[question.answer]).toHtmlEscaped());
  if (!question.proof.empty())
    verdict += " " + tr("The run proves it: see \"%1\" at its end.").arg(QString::fromStdString(question.proof));
  auto* const shown = new QLabel(verdict);
  shown->setObjectName("verdict");
  shown->setWordWrap(true);
  question_->addWidget(shown);
}

void LessonPanel::answer(int index) {
  chosen_ = index;
  if (!teacher_) QSettings().setValue(key_of(step_), index);
  if (!teacher_ || revealed_) show_step();
}

void LessonPanel::reveal() {
  revealed_ = true;
  show_step();
}

void LessonPanel::next() {
  if (!session_.spec() || step_ + 1 >= static_cast<int>(session_.spec()->steps.size())) return;
  const scenario::StepSpec& step = session_.spec()->steps[static_cast<std::size_t>(step_ + 1)];
  if (teacher_) go_to_step(step_ + 1);
  session_.seek(sim::to_seconds(step.at));
}

void LessonPanel::previous() {
  if (!session_.spec() || step_ <= 0) return;
  const scenario::StepSpec& step = session_.spec()->steps[static_cast<std::size_t>(step_ - 1)];
  if (teacher_) go_to_step(step_ - 1);
  session_.seek(sim::to_seconds(step.at));
}

/// Of each topic, by its worst partition.
QStringList LessonPanel::guarantees() const {
  std::map<QString, models::Guarantee> worst;
  for (const view::PartitionNow& p : session_.snapshot()->partitions) {
    if (p.internal) continue;
    const models::Guarantee g = models::guarantee_of(p, *session_.snapshot());
    const auto [it, added] = worst.try_emplace(QString::fromStdString(p.name.substr(0, p.name.rfind('-'))), g);
    const models::Guarantee& known = it->second;
    if (!added && g.until_writes_stop + g.until_risk < known.until_writes_stop + known.until_risk) it->second = g;
  }
  QStringList words;
  for (const auto& [topic, g] : worst)
    words << "<b>" + topic.toHtmlEscaped() + "</b>: " + models::sentence_of(g).toHtmlEscaped();
  for (const view::ProducerNow& p : session_.snapshot()->producers)
    if (p.acks != "all")
      words << tr("%1 does not wait for all replicas (acks=%2): its records are at risk at every failure")
                   .arg(QString::fromStdString(p.name).toHtmlEscaped(), QString::fromStdString(p.acks));
  return words;
}

QString LessonPanel::describe() const {
  QString words = head_->text() + "\n" + text_->text();
  for (const QLabel* const label : question_box_->findChildren<QLabel*>()) words += "\n" + label->text();
  return words + "\n" + guarantee_->text();
}

}  // namespace app
