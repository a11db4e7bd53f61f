#pragma once
/// ZooKeeper's tree: /brokers/ids, /controller, the state of each partition, as they are stored at an instant.

#include <QTreeWidget>

namespace cluster {

class ZnodeTree final : public QTreeWidget {
  Q_OBJECT

 public:
  explicit ZnodeTree(QWidget* parent = nullptr);

  /// A line for each znode, parents first: its path, and behind a space its data. What was open stays open.
  void show_nodes(const QString& lines);
  /// nullptr: there is none.
  [[nodiscard]] QTreeWidgetItem* node(const QString& path) const;

 private:
  QHash<QString, QTreeWidgetItem*> nodes_;
};

}  // namespace cluster
