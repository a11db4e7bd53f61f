# The commands of a well-known Kafka tutorial, as one script: kafkasim shell --script docs/tutorial.sh
# With --seed 12548 luck is that of the recorded session: where producers begin, in which order members stand.
# "@NAME line" types at another terminal, "advance" lets time run, "^C" is the key.

# 1. Start-up
bash run-kafka_zookeeper_server.sh -s start
bash run-kafka_server.sh -s start
jps

# 2. Topics
kafka-topics.sh
kafka-topics.sh --zookeeper 127.0.0.1:2181 --topic first_topic --create
kafka-topics.sh --zookeeper 127.0.0.1:2181 --topic first_topic --create --partitions 3
kafka-topics.sh --zookeeper 127.0.0.1:2181 --topic first_topic --create --partitions 3 --replication-factor 2
echo $?
kafka-topics.sh --zookeeper 127.0.0.1:2181 --topic first_topic --create --partitions 3 --replication-factor 1
kafka-topics.sh --zookeeper 127.0.0.1:2181 --list
kafka-topics.sh --zookeeper 127.0.0.1:2181 --topic first_topic --describe
kafka-topics.sh --zookeeper 127.0.0.1:2181 --topic second_topic --delete
kafka-topics.sh --zookeeper 127.0.0.1:2181 --topic second_topic --create --partitions 3 --replication-factor 1
kafka-topics.sh --zookeeper 127.0.0.1:2181 --topic second_topic --delete

# 3. Console producer
kafka-console-producer.sh --broker-list 127.0.0.1:9092 --topic first_topic
Hello Priyanka
It's a good day..!!
How are you?
I am good here.
^C
kafka-console-producer.sh --broker-list 127.0.0.1:9092 --topic first_topic --producer-property acks=all
Hello
Today is Thursday
We are going on a trip next Wednesday
^C

# 4. Console consumer
kafka-console-consumer.sh --bootstrap-server 127.0.0.1:9092 --topic first_topic
advance 10s
^C
kafka-console-producer.sh --broker-list 127.0.0.1:9092 --topic first_topic
hi Priyanka
Good day
hello
jj
^C
kafka-console-consumer.sh --bootstrap-server 127.0.0.1:9092 --topic first_topic --from-beginning
advance 10s
^C

# 5. Order
kafka-topics.sh --zookeeper 127.0.0.1:2181 --topic first_topic --create --partitions 1 --replication-factor 1
kafka-console-consumer.sh --bootstrap-server 127.0.0.1:9092 --topic first_topic --partition 0 --from-beginning
advance 10s
^C

# 6. Consumer group
@C1 kafka-console-consumer.sh --bootstrap-server 127.0.0.1:9092 --topic first_topic --group my-first-application
@main advance 10s
kafka-console-producer.sh --broker-list 127.0.0.1:9092 --topic first_topic
M1
:advance 2s
M2
:advance 2s
M3
:advance 2s
@C2 kafka-console-consumer.sh --bootstrap-server 127.0.0.1:9092 --topic first_topic --group my-first-application
@main :advance 10s
M4
:advance 2s
M5
:advance 2s
M6
:advance 2s
@C3 kafka-console-consumer.sh --bootstrap-server 127.0.0.1:9092 --topic first_topic --group my-first-application
@main :advance 10s
M7
:advance 2s
M8
:advance 2s
M9
:advance 2s
M10
:advance 2s
@C4 kafka-console-consumer.sh --bootstrap-server 127.0.0.1:9092 --topic first_topic --group my-first-application
@main :advance 10s
M11
:advance 2s
M12
:advance 2s
M13
:advance 2s
M14
:advance 2s
M15
:advance 2s
M16
:advance 2s
@C4 ^C
@main :advance 10s
M17
:advance 2s
M18
:advance 2s
M19
:advance 2s
^C
kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --group my-first-application
