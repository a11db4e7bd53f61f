#pragma once
/// What is marked in all views at once: one thing of the cluster.

#include <QObject>
#include <QString>

namespace bridge {

class Selection final : public QObject {
  Q_OBJECT

 public:
  enum class Kind { nothing, broker, zookeeper, partition, producer, group, member, truck, event };

  using QObject::QObject;

  [[nodiscard]] Kind kind() const { return kind_; }
  /// "broker-101", "zookeeper-1", "orders-0", an application's, a group's or a client's name, a truck's number, an
  /// event's number.
  [[nodiscard]] const QString& name() const { return name_; }
  [[nodiscard]] bool is(Kind kind, const QString& name) const { return kind_ == kind && name_ == name; }

 public Q_SLOTS:
  void select(bridge::Selection::Kind kind, const QString& name) {
    if (is(kind, name)) return;
    kind_ = kind;
    name_ = name;
    Q_EMIT changed();
  }
  void clear() { select(Kind::nothing, {}); }

 Q_SIGNALS:
  void changed();

 private:
  Kind kind_ = Kind::nothing;
  QString name_;
};

}  // namespace bridge
