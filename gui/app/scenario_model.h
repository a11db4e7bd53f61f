#pragma once
/// The library as a list: shipped scenarios by chapter.

#include <QAbstractListModel>
#include <QString>
#include <QStringList>
#include <vector>

namespace app {

struct ScenarioCard {
  QString name;  ///< file name without .yaml
  QString path;
  QString title;
  QString chapter;
  QString lesson;        ///< all of it
  QStringList steps;     ///< "00:30  what to look at"
  QStringList variants;  ///< names
  QStringList variant_titles;
  QString sizes;    ///< "3 brokers, 1 topic, 10 partitions, RF 3, seed 42, 5:00 simulated"
  QString problem;  ///< why it cannot be read; "" = it can
  bool trucks = false;
  bool faults = false;
  int questions = 0;
};

class ScenarioModel final : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role { title_role = Qt::UserRole + 1, chapter_role, lesson_role, done_role, name_role };

  /// Reads all shipped scenarios. Takes as long as `kafkasim list`.
  explicit ScenarioModel(QObject* parent = nullptr);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

  [[nodiscard]] const std::vector<ScenarioCard>& cards() const { return cards_; }
  /// -1: there is none.
  [[nodiscard]] int row_of(const QString& name) const;
  /// Lessons that were gone through to the end, kept over sessions of the program.
  void set_done(const QString& name);
  [[nodiscard]] bool is_done(const QString& name) const;

 private:
  std::vector<ScenarioCard> cards_;
};

}  // namespace app
