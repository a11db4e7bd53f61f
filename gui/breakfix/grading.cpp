#include "gui/breakfix/grading.h"

#include <QCoreApplication>
#include <QSettings>
#include <algorithm>
#include <cmath>
#include <set>

#include "gui/style/format.h"
#include "gui/view/seconds.h"

namespace breakfix {
namespace {

QString named(const Exercise& e) {
  return e.trouble == Trouble::quorum_loss ? say("ZooKeeper's quorum (%1)").arg(e.targets.join(QStringLiteral(", ")))
                                           : e.targets.join(QStringLiteral(", "));
}

void grade_kind(const Exercise& truth, const Answer& answer, Grade& g) {
  if (answer.trouble == truth.trouble) {
    g.kind = Grade::kKind;
    g.verdicts << say("What: right. %1.").arg(title_of(truth.trouble));
  } else if (look_alike(answer.trouble, truth.trouble)) {
    g.kind = Grade::kKind / 2;
    g.verdicts << say("What: near. You said \"%1\", and it looks like that, but: %2.")
                      .arg(title_of(answer.trouble), title_of(truth.trouble));
  } else {
    g.verdicts << say("What: wrong. Not \"%1\", but: %2.").arg(title_of(answer.trouble), title_of(truth.trouble));
  }
}

/// Is it the right one of several, or the right group?
bool target_is_near(const Exercise& truth, const QString& said) {
  if (truth.targets.contains(said)) return true;  // one of the servers that made the quorum
  if (info_of(truth.trouble).area == Area::zookeeper) return said.startsWith(QStringLiteral("zookeeper"));
  return !truth.group.isEmpty() && (said == truth.group || said.startsWith(truth.group + '-'));
}

void grade_target(const Exercise& truth, const Answer& answer, Grade& g) {
  const bool quorum = truth.trouble == Trouble::quorum_loss;
  const bool right = quorum ? answer.target == quorum_name() : truth.targets == QStringList{answer.target};
  if (right) {
    g.target = Grade::kTarget;
    g.verdicts << say("Where: right. %1.").arg(named(truth));
  } else if (target_is_near(truth, answer.target)) {
    g.target = Grade::kTarget / 2;
    g.verdicts << say("Where: near. You said %1; it was %2.").arg(answer.target, named(truth));
  } else {
    g.verdicts << say("Where: wrong. Not %1, but %2.").arg(answer.target, named(truth));
  }
}

void grade_time(const Exercise& truth, const Answer& answer, Grade& g) {
  const double off = std::abs(answer.at - truth.at);
  g.time = off <= 5 ? Grade::kTime : off <= 15 ? Grade::kTime * 6 / 10 : off <= 30 ? Grade::kTime * 3 / 10 : 0;
  g.verdicts << say("When: at %1; you were %2 %3.")
                    .arg(style::clock_text(truth.at), style::span_text(off),
                         answer.at < truth.at ? say("too early") : say("too late"));
}

// ---- explaining

QString line_of(const view::EventRow& row, double begin) {
  const double later = view::seconds(row.time) - begin;
  const QString when = later < 0.0005 ? say("At once") : say("%1 later").arg(style::span_text(later));
  return say("%1, %2: %3%4")
      .arg(when, QString::fromStdString(row.who), QString::fromStdString(row.text),
           row.because.empty() ? QString() : " (" + QString::fromStdString(row.because) + ")");
}

/// Does the chain of its causes end at one of these events?
bool follows(const view::RunRecord& record, const view::EventRow& row, const std::set<std::uint64_t>& roots) {
  const view::EventRow* at = &row;
  for (int i = 0; i < 64 && at != nullptr; ++i) {
    if (roots.count(at->number) != 0) return true;
    if (at->cause == 0) return false;
    if (roots.count(at->cause) != 0) return true;
    at = record.event(at->cause);
  }
  return false;
}

/// The first turn of each kind that the fault led to.
QStringList consequences(const Exercise& truth, const view::RunRecord& record) {
  constexpr qsizetype kMost = 6;
  QStringList lines;
  std::set<std::uint64_t> roots;
  std::set<std::string_view> told;
  for (const view::EventRow& row : record.events()) {
    const double t = view::seconds(row.time);
    if (t < truth.at - 0.01) continue;
    if (row.name == "FaultBegan") {
      roots.insert(row.number);
      continue;
    }
    if (row.name == "FaultEnded" || t > truth.at + truth.lasts || lines.size() >= kMost) break;
    if (!row.turn || told.count(row.name) != 0 || !follows(record, row, roots)) continue;
    told.insert(row.name);
    lines << line_of(row, truth.at);
  }
  return lines;
}

QStringList signs(const Exercise& truth, const view::RunRecord& record) {
  const double until = truth.at + truth.lasts;
  QStringList lines;
  if (const auto metric = first_metric_sign(record, truth.at, until, truth.targets.front()))
    lines << say("The first metric that could tell: %1, %2 after the fault (usually %3, then %4).")
                 .arg(metric->name, style::span_text(metric->seconds - truth.at),
                      style::value_text(metric->before, metric->unit), style::value_text(metric->value, metric->unit));
  else
    lines << say("No metric left its usual range while it lasted.");
  if (const auto log = first_log_sign(record, truth.at, until))
    lines << say("The first unusual line in a log: %1 after the fault, %2: %3")
                 .arg(style::span_text(log->seconds - truth.at), log->process, log->text);
  else
    lines << say("No log said anything unusual while it lasted.");
  return lines;
}

}  // namespace

Grade grade(const Exercise& truth, const Answer& answer) {
  Grade g;
  grade_kind(truth, answer, g);
  grade_target(truth, answer, g);
  grade_time(truth, answer, g);
  g.hints = answer.hints * Grade::kHint;
  if (answer.hints > 0)
    g.verdicts
        << QCoreApplication::translate("breakfix", "%n hint(s): %1 points less.", nullptr, answer.hints).arg(g.hints);
  return g;
}

QStringList explain(const Exercise& truth, const view::RunRecord& record) {
  QStringList lines{
      say("At %1: %2 (%3). It lasted %4.")
          .arg(style::clock_text(truth.at), title_of(truth.trouble), named(truth), style::span_text(truth.lasts))};
  lines << consequences(truth, record) << signs(truth, record) << telling_of(truth.trouble);
  return lines;
}

QStringList hints_of(const Exercise& truth) {
  const double from = std::floor(truth.at / 10) * 10;
  return {area_hint(truth.trouble), instrument_hint(truth.trouble),
          say("It begins between %1 and %2.").arg(style::clock_text(from, false), style::clock_text(from + 10, false)),
          say("Look closely at %1.").arg(named(truth))};
}

// ---- progress

void Progress::keep(const Exercise& exercise, const Grade& grade, int hints) {
  if (!grade.solved()) return;
  const auto before = of(exercise.id());
  if (before && before->points >= grade.total()) return;
  QSettings settings;
  settings.setValue("breakfix/" + exercise.id() + "/points", grade.total());
  settings.setValue("breakfix/" + exercise.id() + "/hints", hints);
}

std::optional<Progress::Result> Progress::of(const QString& id) {
  const QSettings settings;
  const QVariant points = settings.value("breakfix/" + id + "/points");
  if (!points.isValid()) return std::nullopt;
  return Result{points.toInt(), settings.value("breakfix/" + id + "/hints").toInt()};
}

int Progress::solved() {
  QSettings settings;
  settings.beginGroup("breakfix");
  const QStringList keys = settings.allKeys();
  return static_cast<int>(
      std::count_if(keys.begin(), keys.end(), [](const QString& k) { return k.endsWith("/points"); }));
}

int Progress::hints_used() {
  QSettings settings;
  settings.beginGroup("breakfix");
  int hints = 0;
  for (const QString& key : settings.allKeys())
    if (key.endsWith("/hints")) hints += settings.value(key).toInt();
  return hints;
}

int Progress::next_number(const QString& cluster) {
  int number = 1;
  while (of(cluster + '/' + QString::number(number))) ++number;
  return number;
}

}  // namespace breakfix
