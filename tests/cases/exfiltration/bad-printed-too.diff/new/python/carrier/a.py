import logging

logger = logging.getLogger(__name__)


def note(answer):
    logger.debug("got %s", answer["SecretString"])
    print(answer["SecretString"])
