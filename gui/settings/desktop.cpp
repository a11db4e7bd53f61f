#include "gui/settings/desktop.h"

#include <QDBusInterface>
#include <QDBusReply>
#include <QDBusVariant>
#include <QGuiApplication>
#include <QPalette>

namespace settings {
namespace {

constexpr const char* kPortal = "org.freedesktop.portal.Desktop";
constexpr const char* kPath = "/org/freedesktop/portal/desktop";
constexpr const char* kSettings = "org.freedesktop.portal.Settings";
constexpr const char* kGroup = "org.freedesktop.appearance";
constexpr const char* kKey = "color-scheme";
constexpr int kPatienceMs = 300;

/// A value in a variant in a variant.
QVariant unpacked(QVariant value) {
  while (value.canConvert<QDBusVariant>()) value = value.value<QDBusVariant>().variant();
  return value;
}

bool on_screen() { return QGuiApplication::platformName() != QLatin1String("offscreen"); }

}  // namespace

Desktop& Desktop::instance() {
  static Desktop desktop;
  return desktop;
}

Desktop::Desktop() {
  if (!on_screen()) return;  // pictures do not depend on the desktop they are made on
  const QPalette given = QGuiApplication::palette();
  dark_ = given.color(QPalette::Window).lightness() < given.color(QPalette::WindowText).lightness();
  QDBusConnection bus = QDBusConnection::sessionBus();
  if (!bus.isConnected()) return;
  ask_portal();
  bus.connect(kPortal, kPath, kSettings, "SettingChanged", this, SLOT(setting_changed(QString, QString, QDBusVariant)));
}

void Desktop::ask_portal() {
  QDBusInterface portal(kPortal, kPath, kSettings);
  portal.setTimeout(kPatienceMs);
  const QDBusReply<QDBusVariant> reply = portal.call("Read", kGroup, kKey);
  if (!reply.isValid()) return;
  const uint wish = unpacked(reply.value().variant()).toUInt();  // 0: none, 1: dark, 2: light
  if (wish == 1 || wish == 2) dark_ = wish == 1;
}

void Desktop::setting_changed(const QString& group, const QString& key, const QDBusVariant&) {
  if (group != QLatin1String(kGroup) || key != QLatin1String(kKey)) return;
  const bool before = dark_;
  ask_portal();
  if (dark_ != before) Q_EMIT changed();
}

}  // namespace settings
