#include "tools/kafka/topic_service.h"

namespace tools {

std::unique_ptr<TopicService> make_admin_client_topic_service(ToolContext&, TopicCommandOptions&) { return nullptr; }

}  // namespace tools
