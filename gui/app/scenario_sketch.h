#pragma once
/// A scenario's cluster as a drawing, from its file alone: what is there before anything has run. Replicas stand as
/// Kafka places them when it begins with the first broker (a run draws with which one it begins), or as the file says.

#include <QRectF>
#include <QString>
#include <QWidget>
#include <vector>

#include "scenarios/engine/spec/scenario_spec.h"

class QPainter;

namespace app {

/// What is drawn of it: sizes, and what goes wrong when.
struct ScenarioSketch {
  struct Client {
    QString name;
    int count = 1;       ///< instances or members
    int partitions = 0;  ///< of a group: of all the topics that it reads
  };
  struct Mishap {
    QString words;  ///< "kill broker-102"
    double begin = 0;
    double end = 0;            ///< seconds; the run's end if it lasts
    std::vector<int> brokers;  ///< that it names: places in `brokers`
  };
  std::vector<QString> brokers;  ///< "101"
  int zookeepers = 0;
  struct Topic {
    QString name;
    std::vector<std::vector<int>> replicas;  ///< of each partition: places in `brokers`, preferred leader first
  };
  std::vector<Topic> topics;
  std::vector<Client> producers;
  std::vector<Client> groups;
  std::vector<Mishap> mishaps;
  std::vector<double> steps;  ///< of the lesson, seconds
  double duration = 0;
  bool trucks = false;

  static ScenarioSketch of(const scenario::ScenarioSpec& spec);
  /// In a sentence, for who does not see it.
  [[nodiscard]] QString describe() const;
};

/// Small: a card's picture. The map of the trucks, the members of groups, or brokers with their replicas.
enum class SketchKind { cluster, group, map };
void draw_card_sketch(QPainter& painter, const ScenarioSketch& sketch, SketchKind kind, const QRectF& in);
/// Large: producers, brokers, groups, and a time line of faults and steps.
void draw_sketch(QPainter& painter, const ScenarioSketch& sketch, const QRectF& in);

class SketchView final : public QWidget {
  Q_OBJECT

 public:
  explicit SketchView(QWidget* parent = nullptr);
  void show_sketch(const ScenarioSketch& sketch);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  ScenarioSketch sketch_;
};

}  // namespace app
