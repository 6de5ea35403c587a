"""The example of a shared repository, its workflows and hook, run in a local git repository."""

import os
import shutil
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "submissions-repo"
BASH = shutil.which("bash")
needs_bash = pytest.mark.skipif(BASH is None, reason="bash is not installed")
Done = subprocess.CompletedProcess[str]


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Make `xxzz` a command, as an installation does."""
    tools = tmp_path / "bin"
    tools.mkdir()
    command = tools / "xxzz"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m xxzz "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT")}
    return kept | {
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "CI": "true",
        "HOME": str(tmp_path),
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
        "PYTHONUTF8": "1",
        "GIT_AUTHOR_NAME": "测试",
        "GIT_AUTHOR_EMAIL": "test@example.org",
        "GIT_COMMITTER_NAME": "测试",
        "GIT_COMMITTER_EMAIL": "test@example.org",
    }


class Repository:
    """A copy of the example, committed."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        shutil.copytree(EXAMPLE, folder)
        self.run("git", "init", "--quiet").check_returncode()
        self.commit().check_returncode()

    def run(self, *words: str, **variables: str) -> Done:
        return subprocess.run(
            words,
            cwd=self.folder,
            env=self.environment | variables,
            capture_output=True,
            check=False,
            encoding="utf-8",
        )

    def shell(self, script: str, **variables: str) -> Done:
        assert BASH
        # as GitHub calls it
        return self.run(BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", script, **variables)

    def commit(self) -> Done:
        self.run("git", "add", "--all").check_returncode()
        return self.run("git", "commit", "--message", "材料")

    def spoil(self, recommender: str) -> None:
        name = f"submissions/{recommender}/nominations.xlsx"
        (self.folder / name).write_bytes(spoilt(EXAMPLE / name, recommender))


@cache
def spoilt(path: Path, recommender: str) -> bytes:
    """Return the workbook with titles that are of the district only."""
    book = load_workbook(path)
    cells = [cell for row in book["推荐名单"].iter_rows() for cell in row if cell.value]
    header = next(cell for cell in cells if cell.value == "最美家庭称号")
    for cell in cells:
        if cell.column == header.column and cell.row > header.row:
            cell.value = f"2021年{recommender}最美家庭"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.fixture
def repository(tmp_path: Path, environment: dict[str, str]) -> Repository:
    return Repository(tmp_path / "材料", environment)


def test_example_passes_with_its_settings(repository: Repository) -> None:
    done = repository.run("xxzz", "validate", "submissions")
    assert done.returncode == 0, done.stdout
    assert "共4家" in done.stdout
    assert "错误" not in done.stdout.splitlines()[-2]


def test_nomination_in_another_folder_is_an_error(repository: Repository) -> None:
    folders = repository.folder / "submissions"
    (folders / "静安区").rename(folders / "长宁区")
    done = repository.run("xxzz", "validate", "submissions")
    assert done.returncode == 1
    assert "folder-mismatch" in done.stdout


def action_step(name: str) -> dict[str, Any]:
    steps = read(ROOT / "action.yml")["runs"]["steps"]
    return next(step for step in steps if step.get("name") == name)


@pytest.fixture
def action(repository: Repository, tmp_path: Path) -> dict[str, str]:
    """What GitHub gives to the step, the inputs at their defaults."""
    inputs = read(ROOT / "action.yml")["inputs"]
    step = action_step("检查")
    given = {
        name: inputs[value.removeprefix("${{ inputs.").removesuffix(" }}")]["default"]
        for name, value in step["env"].items()
    }
    return given | {
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }


@needs_bash
def test_action(repository: Repository, action: dict[str, str], tmp_path: Path) -> None:
    script = action_step("检查")["run"]
    done = repository.shell(script, **action)
    assert done.returncode == 0, done.stderr
    repository.spoil("徐汇区")
    done = repository.shell(script, **action)
    assert done.returncode == 1
    first = done.stdout.splitlines()[0]
    assert first.startswith("::error file=submissions/徐汇区/nominations.xlsx,line=")
    assert "穆*家庭" in first
    assert "穆示例家庭" not in done.stdout
    assert (tmp_path / "summary.md").read_text(encoding="utf-8").count("### 【") == 2
    outputs = (tmp_path / "output").read_text(encoding="utf-8").splitlines()[-2:]
    for line, name in zip(outputs, ("sarif", "junit"), strict=True):
        assert line.startswith(f"{name}=")
        assert Path(line.removeprefix(f"{name}=")).stat().st_size


@needs_bash
def test_action_reports_only_the_change(repository: Repository, action: dict[str, str]) -> None:
    script = action_step("检查")["run"]
    repository.spoil("徐汇区")
    repository.commit().check_returncode()
    repository.spoil("静安区")
    done = repository.shell(script, **action | {"CHANGED_SINCE": "HEAD"})
    assert done.returncode == 1
    assert "静安区/nominations.xlsx" in done.stdout
    assert "徐汇区/nominations.xlsx" not in done.stdout
    everything = repository.shell(script, **action | {"CHANGED_SINCE": "0" * 40})
    assert "徐汇区/nominations.xlsx" in everything.stdout
    assert repository.shell(script, **action | {"FAIL_ON": "never"}).returncode == 0


@needs_bash
def test_action_takes_several_sources(repository: Repository, action: dict[str, str]) -> None:
    sources = "submissions/徐汇区\nsubmissions/静安区/nominations.xlsx\n"
    done = repository.shell(action_step("检查")["run"], **action | {"SOURCES": sources})
    assert done.returncode == 0, done.stdout + done.stderr


def scripts() -> dict[str, str]:
    gitlab = read(EXAMPLE / ".gitlab-ci.yml")["检查推荐材料"]["script"]
    steps = read(EXAMPLE / ".gitea" / "workflows" / "check.yml")["jobs"]["check"]["steps"]
    jenkins = (EXAMPLE / "Jenkinsfile").read_text(encoding="utf-8")
    command = next(line for line in jenkins.splitlines() if "xxzz validate" in line)
    return {
        "gitlab": "\n".join(gitlab),
        "gitea": next(step["run"] for step in steps if "validate" in step.get("run", "")),
        "jenkins": command.split("'")[1].replace(".venv/bin/", ""),
    }


@needs_bash
@pytest.mark.parametrize("name", scripts())
def test_scripts_of_other_services(repository: Repository, name: str) -> None:
    script = scripts()[name]
    done = repository.shell(script)
    assert done.returncode == 0, done.stderr
    assert (repository.folder / "xxzz-junit.xml").stat().st_size
    repository.spoil("徐汇区")
    done = repository.shell(script)
    assert done.returncode == 1
    assert "family-title" in done.stdout
    assert "穆示例家庭" not in done.stdout


@needs_bash
def test_gitlab_merge_request(repository: Repository) -> None:
    repository.spoil("徐汇区")
    repository.commit().check_returncode()
    done = repository.shell(scripts()["gitlab"], CI_MERGE_REQUEST_DIFF_BASE_SHA="HEAD")
    assert done.returncode == 0, done.stdout
    assert read(repository.folder / "gl-code-quality-report.json") == []


def test_workflow_uses_inputs_and_outputs_that_the_action_has() -> None:
    made = read(ROOT / "action.yml")
    steps = read(EXAMPLE / ".github" / "workflows" / "check.yml")["jobs"]["check"]["steps"]
    used = next(step for step in steps if "xxzz" in step.get("uses", ""))
    assert set(used["with"]) <= set(made["inputs"])
    assert steps[-1]["with"]["sarif_file"] == "${{ steps.xxzz.outputs.sarif }}"
    assert "sarif" in made["outputs"]


@pytest.fixture
def hooked(repository: Repository, tmp_path: Path) -> Repository:
    """Install the hook from a repository that has this project's definition of it.

    The command is the one on the PATH: installing the project anew would need the network.
    """
    pytest.importorskip("pre_commit")
    tool = tmp_path / "xxzz"
    tool.mkdir()
    hooks = read(ROOT / ".pre-commit-hooks.yaml")
    assert [hook.pop("language") for hook in hooks] == ["python"]
    manifest = yaml.safe_dump([hook | {"language": "system"} for hook in hooks], allow_unicode=True)
    (tool / ".pre-commit-hooks.yaml").write_text(manifest, encoding="utf-8")
    config = repository.folder / ".pre-commit-config.yaml"
    settings = read(config)
    settings["repos"][0] |= {"repo": str(tool), "rev": "v1"}
    config.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    for words in (["init", "--quiet"], ["add", "."], ["commit", "-m", "1"], ["tag", "v1"]):
        repository.run("git", "-C", str(tool), *words).check_returncode()
    install = repository.run(sys.executable, "-m", "pre_commit", "install")
    assert install.returncode == 0, install.stdout + install.stderr
    return repository


def test_hook_lets_good_material_pass_and_stops_bad(hooked: Repository) -> None:
    (hooked.folder / "xxzz.yaml").write_text("season: 2023\nfail-on: error\n", encoding="utf-8")
    done = hooked.commit()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stderr
    hooked.spoil("静安区")
    done = hooked.commit()
    assert done.returncode == 1
    assert "submissions/静安区/nominations.xlsx!推荐名单!S" in done.stderr
    assert "【还不能上报】有1处错误" in done.stderr


def test_hook_has_nothing_to_say_about_other_files(hooked: Repository) -> None:
    hooked.commit().check_returncode()
    (hooked.folder / "说明.pdf").write_bytes(b"%PDF-1.4")
    done = hooked.commit()
    assert done.returncode == 0
    assert "Skipped" in done.stderr
