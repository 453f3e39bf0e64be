"""The office's own weights: checked as a whole, every problem at once, named by a digest."""

from __future__ import annotations

import pytest
from market import job, matching, pair, person

from matcher.criteria import CRITERIA
from matcher.errors import PolicyError
from matcher.policy import MILLION, load_policy, parse_policy

NAMES = [criterion.name for criterion in CRITERIA]
DEFAULT = load_policy(NAMES)


def weights(**changes):
    """A policy that names every weight: the first criterion takes the whole unless said otherwise."""
    chosen = dict.fromkeys(NAMES, 0) | {NAMES[0]: 1} | changes
    return "weights:\n" + "".join(f"  {name}: {value}\n" for name, value in chosen.items())


def problems(text):
    with pytest.raises(PolicyError) as caught:
        parse_policy(text, "office.yaml", NAMES)
    return str(caught.value)


def test_the_projects_own_weights_sum_to_one_in_whole_millionths():
    assert sum(DEFAULT.weights.values()) == MILLION
    assert all(isinstance(value, int) for value in (*DEFAULT.weights.values(), *DEFAULT.settings.values()))
    assert DEFAULT.neutral == MILLION // 2


def test_every_problem_is_told_at_once_with_the_file_and_the_remedy():
    told = problems("neutral: 2\nnear_limit: 1.5\nwalking_km: far\nhobbies: 1\nweights:\n  shoe_size: 1\n")
    assert told.startswith("office.yaml: ")
    assert "\n" not in told
    assert "unknown setting 'hobbies'" in told
    assert "unknown criterion 'shoe_size'" in told
    assert "'walking_km' is not a number" in told
    assert "'neutral' must lie in 0–1" in told
    assert "'near_limit' must lie in 0–1" in told
    for name in NAMES:
        assert f"criterion '{name}' has no weight" in told
    assert told.endswith("see matcher/data/policy.yaml")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (weights(commute=0.5), "the weights sum to 1.5, not to 1"),
        (weights(commute="-0.1"), "'commute' must lie in 0–1000"),
        (weights(commute="0.0000001"), "'commute' must lie in 0–1000 with at most six decimals"),
        (weights(commute="true"), "'commute' is not a number"),
        (weights(commute=".nan"), "'commute'"),
        (weights(commute=".inf"), "'commute'"),
        ("walking_km: 2\nwalking_km: 3", "'walking_km' is given twice"),
        (weights() + "  commute: 0\n", "'commute' is given twice"),
        ("weights: 3", "'weights' must name each criterion with its weight"),
        ("neutral: .nan", "'neutral'"),
        ("- a list", "expected names and values at the top"),
        ("weights: {", "is not YAML"),
    ],
)
def test_a_policy_that_cannot_be_meant_is_refused(text, told):
    assert told in problems(text)


def test_a_file_that_is_not_there_or_not_text_is_the_users_mistake(tmp_path):
    with pytest.raises(PolicyError, match=r"cannot read the policy missing\.yaml"):
        load_policy(NAMES, tmp_path / "missing.yaml")
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PolicyError, match="UTF-8"):
        load_policy(NAMES, tmp_path / "binary.yaml")


def test_settings_left_out_keep_the_projects_own():
    policy = parse_policy("walking_km: 2", "office.yaml", NAMES)
    assert policy.settings["walking_km"] == 2 * MILLION
    assert {**policy.settings, "walking_km": DEFAULT.settings["walking_km"]} == dict(DEFAULT.settings)
    assert policy.weights == DEFAULT.weights
    assert parse_policy("", "office.yaml", NAMES) == DEFAULT


def test_the_digest_names_the_content_and_nothing_else():
    one, same = parse_policy("walking_km: 2", "a.yaml", NAMES), parse_policy("# two\nwalking_km: 2.0", "b.yaml", NAMES)
    assert one.digest == same.digest
    others = [parse_policy(text, "c.yaml", NAMES) for text in ("walking_km: 2.5", "neutral: 0.4", weights())]
    assert len({policy.digest for policy in (one, DEFAULT, *others)}) == 5
    assert all(len(policy.digest) == 12 for policy in others)


def test_weights_rank_and_an_unknown_counts_as_the_neutral_value():
    """All the weight on education: the score is its value; unknown, it is the neutral value."""
    chosen = {"skills_required": 0, "education": 1}
    for title, neutral, score in (("3", 0.5, 1.0), ("2", 0.5, 0.4), ("", 0.5, 0.5), ("", 0.2, 0.2)):
        policy = parse_policy(f"neutral: {neutral}\n" + weights(**chosen), "office.yaml", NAMES)
        prepared = matching(pair(person(education=title), job(education_min="3")), policy=policy)
        assert prepared.rank(k=1).score.tolist() == [score * MILLION]
        assert prepared.versions.policy == policy.digest
