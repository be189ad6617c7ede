import numpy as np
import pytest

from sim.model.draws import ARRIVALS, NEED, SPELL, Identity, block, counter, draws, uniforms

KEYS = [(0, 0), (1, 0), (1, 7), (2**63 - 1, 999_999), (20_260_105, 29)]
ADDRESSES = [
    (Identity(0, 0, 0, 0), ARRIVALS, 0),
    (Identity(2**64 - 1, 3, 36_399, 2**31), SPELL, 12),
    (Identity(15_241_578_750_190_521, 1, 103, 4), NEED, 721),
    (Identity(42, 2, -14, 1), NEED, -3),
]


def numpy_generator(key, words):
    """NumPy's Philox about to give the block of these four counter words.

    NumPy adds one to the 256-bit counter before it makes a block, so it is set one lower.
    """
    number = sum(word << (64 * place) for place, word in enumerate(words))
    before = (number - 1) % 2**256
    lower = [(before >> (64 * place)) % 2**64 for place in range(4)]
    return np.random.Philox(key=np.array(key, np.uint64), counter=np.array(lower, np.uint64))


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_raw_words_are_numpys_at_the_same_key_and_counter(key, address):
    words = counter(*address)
    assert block(draws(*key).keys, words) == tuple(numpy_generator(key, words).random_raw(4))


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_uniforms_are_numpys_doubles(key, address):
    generator = np.random.Generator(numpy_generator(key, counter(*address)))
    assert uniforms(draws(*key), *address) == tuple(generator.random(4))


@pytest.mark.parametrize("word", [0, 1, 2**64 - 1])
def test_a_counter_of_zeros_or_ones_is_numpys_too(word):
    words = (word,) * 4
    assert block(draws(5, 6).keys, words) == tuple(numpy_generator((5, 6), words).random_raw(4))
