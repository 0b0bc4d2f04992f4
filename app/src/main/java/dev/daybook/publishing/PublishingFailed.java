package dev.daybook.publishing;

/** Events could not be published, and will be tried again. */
final class PublishingFailed extends RuntimeException {
    PublishingFailed(String topic, String reason) {
        super("Topic %s: %s".formatted(topic, reason), null, false, false);
    }
}
