#pragma once
/// The library as a list: shipped scenarios by chapter.

#include <QAbstractListModel>
#include <QString>
#include <QStringList>
#include <vector>

#include "gui/app/scenario_sketch.h"

namespace app {

struct ScenarioCard {
  QString name;  ///< file name without .yaml
  QString path;
  QString title;
  QString chapter;
  std::size_t chapter_place = 0;  ///< of the course's order, for its colour
  QString lesson;                 ///< all of it
  QStringList steps;              ///< "00:30  what to look at"
  QStringList variants;           ///< names
  QStringList variant_titles;
  QString sizes;    ///< "3 brokers, 1 topic, 10 partitions, RF 3, seed 42, 5:00 simulated"
  QString problem;  ///< why it cannot be read; "" = it can
  bool trucks = false;
  bool faults = false;
  int questions = 0;
  QString minutes;  ///< "5 min, 4 steps, 2 questions"
  ScenarioSketch sketch;
  SketchKind kind = SketchKind::cluster;
};

/// Of the buttons above the list.
enum class ScenarioTag { all, recent, lessons, faults, trucks, variants, unfinished };

class ScenarioModel final : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role {
    title_role = Qt::UserRole + 1,
    chapter_role,
    lesson_role,
    done_role,
    name_role,
    minutes_role,
    search_role
  };

  /// Reads all shipped scenarios. Takes as long as `kafkasim list`.
  explicit ScenarioModel(QObject* parent = nullptr);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

  [[nodiscard]] const std::vector<ScenarioCard>& cards() const { return cards_; }
  /// -1: there is none.
  [[nodiscard]] int row_of(const QString& name) const;
  /// Lessons that were gone through to the end, kept over sessions of the program.
  void set_done(const QString& name);
  [[nodiscard]] bool has(int row, ScenarioTag tag) const;
  [[nodiscard]] bool is_done(const QString& name) const;

 private:
  std::vector<ScenarioCard> cards_;
};

}  // namespace app
