#include "gui/app/scenario_model.h"

#include <QSettings>
#include <algorithm>

#include "gui/style/format.h"
#include "scenarios/engine/library/scenario_library.h"
#include "scenarios/engine/loader/scenario_loader.h"

namespace app {
namespace {

QString counted(std::size_t n, const char* one, const char* many) {
  return QString::number(n) + " " + ScenarioModel::tr(n == 1 ? one : many);
}

QString sizes_of(const scenario::ScenarioSpec& spec) {
  std::int32_t partitions = 0;
  std::int32_t replication = 0;
  for (const kafka::TopicSpec& t : spec.cluster.topics) {
    partitions += t.partitions;
    replication = std::max(replication, t.replication_factor);
  }
  return counted(spec.cluster.brokers.size(), "broker", "brokers") + ", " +
         counted(spec.cluster.topics.size(), "topic", "topics") + ", " +
         counted(static_cast<std::size_t>(partitions), "partition", "partitions") + ", RF " +
         QString::number(replication) + ", " + ScenarioModel::tr("seed %1").arg(spec.seed) + ", " +
         ScenarioModel::tr("%1 simulated").arg(style::clock_text(sim::to_seconds(spec.duration), false));
}

/// Of simulated time: how long one looks is one's own affair.
QString minutes_of(const scenario::ScenarioSpec& spec, int questions) {
  QStringList words{ScenarioModel::tr("%1 simulated").arg(style::clock_text(sim::to_seconds(spec.duration), false))};
  if (!spec.steps.empty()) words << counted(spec.steps.size(), "step", "steps");
  if (questions > 0) words << counted(static_cast<std::size_t>(questions), "question", "questions");
  return words.join(QString("  %1  ").arg(QChar(0x00B7)));
}

ScenarioCard card_of(const std::string& name, const std::string& path) {
  ScenarioCard card;
  card.name = QString::fromStdString(name);
  card.path = QString::fromStdString(path);
  card.title = card.name;
  scenario::Diagnostics diagnostics;
  const auto spec = scenario::load(path, {}, diagnostics);
  if (!spec) {
    card.problem = QString::fromStdString(diagnostics.render());
    return card;
  }
  card.title = QString::fromStdString(spec->title);
  card.chapter = QString::fromStdString(spec->chapter);
  card.lesson = QString::fromStdString(spec->lesson);
  for (const scenario::StepSpec& step : spec->steps) {
    card.steps << style::clock_text(sim::to_seconds(step.at), false) + "  " + QString::fromStdString(step.say);
    card.questions += step.question ? 1 : 0;
  }
  for (const scenario::VariantInfo& v : spec->variants) {
    card.variants << QString::fromStdString(v.name);
    card.variant_titles << QString::fromStdString(v.title);
  }
  card.sizes = sizes_of(*spec);
  card.minutes = minutes_of(*spec, card.questions);
  card.sketch = ScenarioSketch::of(*spec);
  const QString about = card.chapter.toLower();
  card.kind = spec->trucks                                          ? SketchKind::map
              : about.contains("group") || about.contains("offset") ? SketchKind::group
                                                                    : SketchKind::cluster;
  card.trucks = spec->trucks.has_value();
  card.faults = !spec->faults.empty();
  return card;
}

/// The course's chapters in its order, then others.
std::size_t place_of(const QString& chapter) {
  const auto known = scenario::chapters();
  for (std::size_t i = 0; i < known.size(); ++i)
    if (chapter.toStdString() == known[i]) return i;
  return chapter.isEmpty() ? known.size() + 1 : known.size();
}

}  // namespace

ScenarioModel::ScenarioModel(QObject* parent) : QAbstractListModel(parent) {
  for (const scenario::ShippedScenario& s : scenario::shipped_scenarios()) cards_.push_back(card_of(s.name, s.path));
  for (ScenarioCard& card : cards_) card.chapter_place = place_of(card.chapter);
  std::stable_sort(cards_.begin(), cards_.end(),
                   [](const ScenarioCard& a, const ScenarioCard& b) { return a.chapter_place < b.chapter_place; });
}

int ScenarioModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(cards_.size());
}

QVariant ScenarioModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const ScenarioCard& card = cards_[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
    case title_role:
      return card.title;
    case Qt::AccessibleTextRole:
      return card.chapter + ": " + card.title + (is_done(card.name) ? tr(", done") : QString());
    case Qt::ToolTipRole:
      return card.name;
    case chapter_role:
      return card.chapter;
    case lesson_role:
      return card.lesson;
    case done_role:
      return is_done(card.name);
    case name_role:
      return card.name;
    case minutes_role:
      return card.minutes;
    case search_role:
      return card.name + ' ' + card.chapter + ' ' + card.title + ' ' + card.lesson + ' ' + card.variants.join(' ');
    default:
      return {};
  }
}

int ScenarioModel::row_of(const QString& name) const {
  for (std::size_t i = 0; i < cards_.size(); ++i)
    if (cards_[i].name == name) return static_cast<int>(i);
  return -1;
}

bool ScenarioModel::has(int row, ScenarioTag tag) const {
  const ScenarioCard& card = cards_[static_cast<std::size_t>(row)];
  switch (tag) {
    case ScenarioTag::all:
      return true;
    case ScenarioTag::recent:
      return QSettings().value("recent").toStringList().contains(card.path);
    case ScenarioTag::lessons:
      return card.questions > 0;
    case ScenarioTag::faults:
      return card.faults;
    case ScenarioTag::trucks:
      return card.trucks;
    case ScenarioTag::variants:
      return !card.variants.isEmpty();
    case ScenarioTag::unfinished:
      return !is_done(card.name);
  }
  return true;
}

bool ScenarioModel::is_done(const QString& name) const { return QSettings().value("done/" + name, false).toBool(); }

void ScenarioModel::set_done(const QString& name) {
  QSettings().setValue("done/" + name, true);
  const int row = row_of(name);
  if (row >= 0) Q_EMIT dataChanged(index(row), index(row), {done_role});
}

}  // namespace app
