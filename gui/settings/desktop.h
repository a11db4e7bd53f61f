#pragma once
/// Whether the desktop wants dark programs.

#include <QDBusVariant>
#include <QObject>

namespace settings {

/// Asked of the desktop portal; where there is none, the palette that Qt was given is looked at.
class Desktop final : public QObject {
  Q_OBJECT

 public:
  static Desktop& instance();
  [[nodiscard]] bool dark() const { return dark_; }

 Q_SIGNALS:
  void changed();

 private:
  Desktop();
  void ask_portal();

 private Q_SLOTS:
  void setting_changed(const QString& group, const QString& key, const QDBusVariant& value);

 private:
  bool dark_ = true;
};

}  // namespace settings
