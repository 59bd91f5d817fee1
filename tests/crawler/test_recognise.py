"""URLs as people paste them and lists carry them: which board, which posting, which site is left alone."""

from __future__ import annotations

import pytest

from crawler.listing import Link
from crawler.recognise import canonical, find_boards, forbidden, hint, kind_of, kinds, recognise
from crawler.urls import tidy
from tests.crawler.test_kinds import EXAMPLES

U = "0b1f1f52-8d6a-4a0c-9f3e-2c1d4e5f6a7b"
BOARDS = f"""
https://boards.greenhouse.io/acme                                                   greenhouse:acme
https://boards.greenhouse.io/acme/                                                  greenhouse:acme
https://boards.greenhouse.io/acme/jobs/4123456                                      greenhouse:acme 4123456
http://boards.greenhouse.io/acme/jobs/4123456                                       greenhouse:acme 4123456
boards.greenhouse.io/acme/jobs/4123456                                              greenhouse:acme 4123456
//boards.greenhouse.io/acme/jobs/4123456                                            greenhouse:acme 4123456
www.boards.greenhouse.io/acme/jobs/4123456                                          greenhouse:acme 4123456
HTTPS://BOARDS.GREENHOUSE.IO/acme/jobs/4123456                                      greenhouse:acme 4123456
https://boards.greenhouse.io:443/acme/jobs/4123456                                  greenhouse:acme 4123456
https://boards.greenhouse.io//acme//jobs/4123456                                    greenhouse:acme 4123456
https://boards.greenhouse.io/acme/jobs/4123456/                                     greenhouse:acme 4123456
https://boards.greenhouse.io/acme/jobs/4123456#app                                  greenhouse:acme 4123456
https://boards.greenhouse.io/acme/jobs/4123456?gh_jid=4123456                       greenhouse:acme 4123456
https://boards.greenhouse.io/acme/jobs/4123456?gh_src=abc&utm_source=list           greenhouse:acme 4123456
https://boards.greenhouse.io/acme/jobs/4123456?t=gh_src=&amp;gh_src=abc             greenhouse:acme 4123456
<https://boards.greenhouse.io/acme/jobs/4123456>                                    greenhouse:acme 4123456
https://boards.greenhouse.io/acme/jobs/4123456.                                     greenhouse:acme 4123456
https://job-boards.greenhouse.io/acme/jobs/4123456                                  greenhouse:acme 4123456
https://job-boards.eu.greenhouse.io/acme/jobs/4123456                               greenhouse:acme 4123456
https://boards.eu.greenhouse.io/acme/jobs/4123456                                   greenhouse:acme 4123456
https://boards.greenhouse.io/embed/job_board?for=acme                               greenhouse:acme
https://boards.greenhouse.io/embed/job_board/js?for=acme                            greenhouse:acme
https://boards.greenhouse.io/embed/job_board/js?b=https%3A%2F%2Facme.example&for=acme    greenhouse:acme
https://boards.greenhouse.io/embed/job_app?for=acme&token=4123456                   greenhouse:acme 4123456
https://boards.greenhouse.io/embed/job_app?token=4123456&for=acme                   greenhouse:acme 4123456
https://job-boards.greenhouse.io/embed/job_app?for=acme&token=4123456&gh_src=x      greenhouse:acme 4123456
https://boards-api.greenhouse.io/v1/boards/acme                                     greenhouse:acme
https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true                   greenhouse:acme
https://boards-api.greenhouse.io/v1/boards/acme/jobs/4123456?questions=true         greenhouse:acme 4123456
https://boards.greenhouse.io/embed/job_app?token=4123456                            -
https://www.greenhouse.io/                                                          -
https://support.greenhouse.io/hc/en-us/articles/360051506331                        -
https://my.greenhouse.io/jobs                                                       -
https://jobs.lever.co/acme                                                          lever:acme
https://jobs.lever.co/acme/{U}                                                      lever:acme {U}
https://jobs.lever.co/acme/{U}/apply                                                lever:acme {U}
https://jobs.lever.co/acme/{U}/apply?lever-source=Simplify                          lever:acme {U}
https://jobs.lever.co/acme?department=Engineering                                   lever:acme
https://jobs.lever.co/Acme-Labs/{U}                                                 lever:Acme-Labs {U}
https://jobs.eu.lever.co/acme                                                       lever:acme@eu
https://jobs.eu.lever.co/acme/{U}                                                   lever:acme@eu {U}
https://api.lever.co/v0/postings/acme?mode=json                                     lever:acme
https://api.lever.co/v0/postings/acme/{U}                                           lever:acme {U}
https://api.eu.lever.co/v0/postings/acme?mode=json                                  lever:acme@eu
https://www.lever.co/                                                               -
https://jobs.ashbyhq.com/acme                                                       ashby:acme
https://jobs.ashbyhq.com/acme/{U}                                                   ashby:acme {U}
https://jobs.ashbyhq.com/acme/{U}/application                                       ashby:acme {U}
https://jobs.ashbyhq.com/acme/{U}/application?utm_source=x                          ashby:acme {U}
https://jobs.ashbyhq.com/Acme%20Labs/{U}                                            ashby:Acme%Labs {U}
https://jobs.ashbyhq.com/AcmeLabs                                                   ashby:AcmeLabs
https://jobs.ashbyhq.com/acme/embed                                                 ashby:acme
https://jobs.ashbyhq.com/acme/embed?version=2                                       ashby:acme
https://jobs.ashbyhq.com/acme.tech/{U}?departmentId=1                               ashby:acme.tech {U}
https://api.ashbyhq.com/posting-api/job-board/acme                                  ashby:acme
https://api.ashbyhq.com/posting-api/job-board/acme?includeCompensation=true         ashby:acme
https://www.ashbyhq.com/customers                                                   -
https://apply.workable.com/acme/                                                    workable:acme
https://apply.workable.com/acme/j/1A2B3C4D5E/                                       workable:acme 1A2B3C4D5E
https://apply.workable.com/acme/j/1A2B3C4D5E/apply/                                 workable:acme 1A2B3C4D5E
https://apply.workable.com/acme/#jobs                                               workable:acme
https://apply.workable.com/acme/?lng=en                                             workable:acme
https://apply.workable.com/api/v1/widget/accounts/acme?details=true                 workable:acme
https://apply.workable.com/api/v3/accounts/acme/jobs                                workable:acme
https://acme.workable.com/                                                          workable:acme
https://acme.workable.com/jobs/1234567                                              workable:acme 1234567
https://acme.workable.com/j/1A2B3C4D5E                                              workable:acme 1A2B3C4D5E
https://www.workable.com/api/accounts/acme?details=true                             workable:acme
https://apply.workable.com/j/1A2B3C4D5E                                             -
https://www.workable.com/pricing                                                    -
https://resources.workable.com/internship                                           -
https://help.workable.com/hc/en-us                                                  -
https://jobs.smartrecruiters.com/Acme                                               smartrecruiters:Acme
https://jobs.smartrecruiters.com/Acme/744000012345678-machine-learning-intern       smartrecruiters:Acme 744000012345678
https://jobs.smartrecruiters.com/Acme/744000012345678?trid=abc                      smartrecruiters:Acme 744000012345678
https://jobs.smartrecruiters.com/Acme/89163444-data-intern                          smartrecruiters:Acme 89163444
https://jobs.smartrecruiters.com/external-referrals/company/Acme/publication/7bac11b3-fc38-4967-bb41-20ccf161bc6b smartrecruiters:Acme
https://jobs.smartrecruiters.com/oneclick-ui/company/Acme/publication/7bac11b3?dcr_ci=Acme smartrecruiters:Acme
https://careers.smartrecruiters.com/Acme                                            smartrecruiters:Acme
https://api.smartrecruiters.com/v1/companies/Acme/postings                          smartrecruiters:Acme
https://api.smartrecruiters.com/v1/companies/Acme/postings/744000012345678          smartrecruiters:Acme 744000012345678
https://www.smartrecruiters.com/                                                    -
https://acme.recruitee.com/                                                         recruitee:acme
https://acme.recruitee.com/o/machine-learning-intern                                recruitee:acme machine-learning-intern
https://acme.recruitee.com/o/machine-learning-intern/c/new                          recruitee:acme machine-learning-intern
https://acme.recruitee.com/de/o/machine-learning-intern                             recruitee:acme machine-learning-intern
https://acme.recruitee.com/api/offers/                                              recruitee:acme
https://ACME.recruitee.com                                                          recruitee:acme
https://www.recruitee.com/                                                          -
https://support.recruitee.com/en/articles/1                                         -
https://acme.jobs.personio.de                                                       personio:acme.de
https://acme.jobs.personio.de/job/123456                                            personio:acme.de 123456
https://acme.jobs.personio.de/job/123456?language=en                                personio:acme.de 123456
https://acme.jobs.personio.com/job/123456#apply                                     personio:acme.com 123456
https://acme.jobs.personio.de/xml?language=en                                       personio:acme.de
https://www.personio.com/                                                           -
https://acme.teamtailor.com                                                         teamtailor:acme
https://acme.teamtailor.com/jobs                                                    teamtailor:acme
https://acme.teamtailor.com/jobs.rss                                                teamtailor:acme
https://acme.teamtailor.com/jobs/1234567-machine-learning-intern                    teamtailor:acme 1234567
https://acme.teamtailor.com/en-GB/jobs/1234567-machine-learning-intern              teamtailor:acme 1234567
https://acme.na.teamtailor.com/jobs/1234567-machine-learning-intern                 teamtailor:acme.na.teamtailor.com 1234567
https://www.teamtailor.com/                                                         -
https://support.teamtailor.com/en/                                                  -
https://acme.bamboohr.com/careers                                                   bamboohr:acme
https://acme.bamboohr.com/careers/123                                               bamboohr:acme 123
https://acme.bamboohr.com/careers/list                                              bamboohr:acme
https://acme.bamboohr.com/careers/123/detail                                        bamboohr:acme 123
https://acme.bamboohr.com/jobs/view.php?id=123                                      bamboohr:acme 123
https://acme.bamboohr.com/jobs/embed2.php                                           bamboohr:acme
https://acme.bamboohr.com/js/embed.js                                               bamboohr:acme
https://www.bamboohr.com/careers/                                                   -
https://help.bamboohr.com/s/                                                        -
https://partners.bamboohr.com/                                                      -
https://acme.breezy.hr                                                              breezy:acme
https://acme.breezy.hr/p/0a1b2c3d4e5f-machine-learning-intern                       breezy:acme 0a1b2c3d4e5f
https://acme.breezy.hr/p/0a1b2c3d4e5f-machine-learning-intern/apply                 breezy:acme 0a1b2c3d4e5f
https://acme.breezy.hr/p/0a1b2c3d4e5f61/apply                                       breezy:acme 0a1b2c3d4e5f61
https://acme.breezy.hr/json                                                         breezy:acme
https://app.breezy.hr/signin                                                        -
https://breezy.hr/                                                                  -
https://acme.wd5.myworkdayjobs.com/Careers                                          workday:acme.wd5/Careers
https://acme.wd5.myworkdayjobs.com/en-US/Careers                                    workday:acme.wd5/Careers
https://acme.wd5.myworkdayjobs.com/en-US/Careers/job/Boston-MA/ML-Intern_R10442     workday:acme.wd5/Careers R10442
https://acme.wd5.myworkdayjobs.com/Careers/job/Boston-MA/ML-Intern_R10442-1         workday:acme.wd5/Careers R10442
https://acme.wd5.myworkdayjobs.com/Careers/job/Boston-MA/ML-Intern_R10442/apply     workday:acme.wd5/Careers R10442
https://acme.wd5.myworkdayjobs.com/en-US/Careers/job/ML-Intern_JR2010488?source=x   workday:acme.wd5/Careers JR2010488
https://acme.wd5.myworkdayjobs.com/Careers/details/ML-Intern_R10442?q=intern        workday:acme.wd5/Careers R10442
https://acme.wd5.myworkdayjobs.com/de-DE/Careers/job/Berlin/ML-Intern_R10442        workday:acme.wd5/Careers R10442
https://acme.wd5.myworkdayjobs.com/en-us/Careers/job/Boston-MA/ML-Intern_R10442     workday:acme.wd5/Careers R10442
https://acme.wd5.myworkdayjobs.com/en/Careers/job/Boston-MA/ML-Intern_R10442        workday:acme.wd5/Careers R10442
https://acme.wd5.myworkdayjobs.com/ux/job/Boston-MA/ML-Intern_R10442                workday:acme.wd5/ux R10442
https://acme.wd5.myworkdayjobs.com/en-US/Careers/Careers/job/Boston-MA/ML-Intern_R10442 workday:acme.wd5/Careers R10442
https://acme.wd5.myworkdayjobs.com/en-US/Careers/en-US/Careers/job/X/ML-Intern_R10442 workday:acme.wd5/Careers R10442
https://acme.wd103.myworkdayjobs.com/Acme_External                                  workday:acme.wd103/Acme_External
https://acme.wd1.myworkdayjobs.com/wday/cxs/acme/Careers/jobs                       workday:acme.wd1/Careers
https://wd5.myworkdaysite.com/recruiting/acme/Careers                               workday:acme.wd5/Careers
https://wd5.myworkdaysite.com/en-US/recruiting/acme/Careers/job/Boston/ML_R10442    workday:acme.wd5/Careers R10442
https://www.workday.com/                                                            -
https://ats.rippling.com/acme/jobs                                                  rippling:acme
https://ats.rippling.com/acme/jobs/{U}                                              rippling:acme {U}
https://ats.rippling.com/en-GB/acme/jobs/{U}                                        rippling:acme {U}
https://ats.rippling.com/embed/acme/jobs/{U}                                        rippling:acme {U}
https://ats.rippling.com/Acme-Labs/jobs/{U}?jobSite=LinkedIn                        rippling:Acme-Labs {U}
https://api.rippling.com/platform/api/ats/v1/board/acme/jobs                        rippling:acme
https://api.rippling.com/platform/api/ats/v2/board/acme/jobs?page=0&pageSize=1000   rippling:acme
https://www.rippling.com/                                                           -
https://acme.pinpointhq.com/                                                        pinpoint:acme
https://acme.pinpointhq.com/postings/{U}                                            pinpoint:acme {U}
https://acme.pinpointhq.com/en/postings/{U}                                         pinpoint:acme {U}
https://acme.pinpointhq.com/postings.json                                           pinpoint:acme
https://www.pinpointhq.com/                                                         -
https://acme.applytojob.com/apply                                                   jazzhr:acme
https://acme.applytojob.com/apply/aB3dE5fG7h/Machine-Learning-Intern                jazzhr:acme aB3dE5fG7h
http://acme.applytojob.com/apply/aB3dE5fG7h/Machine-Learning-Intern?source=x        jazzhr:acme aB3dE5fG7h
https://acme.applytojob.com/apply/jobs/details/aB3dE5fG7h                           jazzhr:acme aB3dE5fG7h
https://app.jazz.co/feeds/export/jobs/acme                                          jazzhr:acme
https://app.jazz.co/widgets/basic/create/acme                                       jazzhr:acme
https://app.jazz.co/                                                                -
https://github.com/SimplifyJobs/Summer2027-Internships                              community:SimplifyJobs/Summer2027-Internships
https://raw.githubusercontent.com/SimplifyJobs/Summer2027-Internships/dev/.github/scripts/listings.json    community:SimplifyJobs/Summer2027-Internships
https://github.com/vanshb03/Summer2027-Internships                                  community:vanshb03/Summer2027-Internships
https://github.com/speedyapply/2027-AI-College-Jobs                                 speedyapply:speedyapply/2027-AI-College-Jobs
https://github.com/speedyapply/2027-AI-College-Jobs/                                speedyapply:speedyapply/2027-AI-College-Jobs
https://github.com/speedyapply/2027-AI-College-Jobs/tree/main                       speedyapply:speedyapply/2027-AI-College-Jobs
https://github.com/speedyapply/2027-AI-College-Jobs.git                             speedyapply:speedyapply/2027-AI-College-Jobs
https://github.com/speedyapply/2027-AI-College-Jobs/blob/main/INTERN_INTL.md        speedyapply:speedyapply/2027-AI-College-Jobs/INTERN_INTL.md
https://raw.githubusercontent.com/speedyapply/2027-AI-College-Jobs/main/README.md   speedyapply:speedyapply/2027-AI-College-Jobs
https://github.com/scrapy/scrapy                                                    -
https://news.ycombinator.com/user?id=whoishiring                                    hackernews:whoishiring
https://news.ycombinator.com/submitted?id=whoishiring                               hackernews:whoishiring
https://news.ycombinator.com/item?id=49000001                                       hackernews:whoishiring 49000001
https://news.ycombinator.com/                                                       -
https://www.ycombinator.com/companies/acme                                          yc:acme
https://www.ycombinator.com/companies/acme/jobs                                     yc:acme
https://www.ycombinator.com/companies/acme/jobs/aB3xYz1-machine-learning-intern     yc:acme aB3xYz1
https://www.workatastartup.com/internships                                          yc:workatastartup
https://www.workatastartup.com/jobs/91001                                           yc:workatastartup 91001
https://www.workatastartup.com/companies/acme                                       -
https://www.ycombinator.com/library                                                 -
https://www.arbeitnow.com/                                                          arbeitnow:all
https://www.arbeitnow.com/api/job-board-api?page=2                                  arbeitnow:all
https://www.arbeitnow.com/jobs/companies/acme-gmbh/ml-intern-berlin-11001           arbeitnow:all ml-intern-berlin-11001
https://www.arbeitnow.com/blog                                                      -
https://www.themuse.com/jobs/acme/machine-learning-intern-0000a1                    themuse:data-science machine-learning-intern-0000a1
https://www.themuse.com/search/category/data-science                                themuse:data-science
https://www.themuse.com/advice                                                      -
https://himalayas.app/jobs                                                          himalayas:machine-learning
https://himalayas.app/jobs/api?limit=20                                             himalayas:machine-learning
https://himalayas.app/companies/acme/jobs/machine-learning-intern                   himalayas:machine-learning machine-learning-intern
https://himalayas.app/companies/acme                                                -
https://jobicy.com/jobs/150901-machine-learning-intern                              jobicy:all 150901
https://jobicy.com/                                                                 jobicy:all
https://jobicy.com/about                                                            -
https://www.google.com/url?q=https%3A%2F%2Fboards.greenhouse.io%2Facme%2Fjobs%2F4123456&sa=D    greenhouse:acme 4123456
https://www.google.com/url?sa=t&url=https://jobs.lever.co/acme/{U}                  lever:acme {U}
https://l.facebook.com/l.php?u=https%3A%2F%2Fjobs.lever.co%2Facme                   lever:acme
https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fjobs%2Eashbyhq%2Ecom%2Facme&urlhash=x    ashby:acme
https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fjobs.lever.co%2Facme&data=05    lever:acme
https://urldefense.com/v3/__https://jobs.lever.co/acme__;!!abc$                     lever:acme
https://urldefense.proofpoint.com/v2/url?u=https-3A__jobs.lever.co_acme&d=DwMFaQ    lever:acme
https://slack-redir.net/link?url=https%3A%2F%2Fjobs.ashbyhq.com%2Facme              ashby:acme
https://duckduckgo.com/l/?uddg=https%3A%2F%2Facme.breezy.hr%2F                      breezy:acme
https://click.tracker.example/c/1?redirect=https%3A%2F%2Facme.breezy.hr%2F&x=1      breezy:acme
https://tracker.example/r?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fjobs.lever.co%252Facme    -
https://acme.example/careers                                                        -
https://acme.example/careers?gh_jid=4123456                                         -
https://acme.example/                                                               -
https://jobs.acme.example/openings/123                                              -
https://www.linkedin.com/jobs/view/4123456789                                       -
https://www.indeed.com/viewjob?jk=0a1b2c3d4e5f6a7b                                  -
mailto:jobs@acme.example                                                            -
javascript:alert(1)                                                                 -
ftp://boards.greenhouse.io/acme                                                     -
greenhouse:acme                                                                     -
not a url                                                                           -
https://                                                                            -
https://[::1/acme                                                                   -
"""
OWN = [file.read_text("utf-8") for file in sorted(EXAMPLES.glob("*/links.txt"))]  # rows that stand with their kind
ROWS = [line.split() for line in "".join([BOARDS, *OWN]).strip().splitlines() if "not a url" not in line] + [
    ["not a url", "-"],
    ["", "-"],
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:90])
def test_a_url_names_its_board(row: list[str]) -> None:
    url, board, *key = row
    link = recognise(url)
    if board == "-":
        assert link is None
        return
    assert link is not None
    assert (str(link).replace("Acme Labs", "Acme%Labs"), link.key) == (board, key[0] if key else "")


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(ROWS) >= 150
    named = {row[1].partition(":")[0] for row in ROWS}
    assert set(kinds()) - {"jsonld"} <= named


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://acme.example/careers?gh_jid=4123456", ("greenhouse", "4123456")),
        ("https://www.acme.example/jobs/ml/?gh_src=x&gh_jid=4123456", ("greenhouse", "4123456")),
        (f"acme.example/careers?ashby_jid={U}", ("ashby", U)),
        ("https://apply.workable.com/j/1A2B3C4D5E", ("workable", "1A2B3C4D5E")),
        ("https://apply.workable.com/j/1A2B3C4D5E/", ("workable", "1A2B3C4D5E")),
        ("https://apply.workable.com/j/1A2B3C4D5E?utm_campaign=4a77&utm_medium=eps", ("workable", "1A2B3C4D5E")),
        ("https://apply.workable.com/j/1A2B3C4D5E/apply", ("workable", "1A2B3C4D5E")),
        ("https://boards.greenhouse.io/embed/job_app?token=4123456&gh_src=x", ("greenhouse", "4123456")),
        ("https://acme.example/careers?gh_jid=", None),
        ("https://acme.example/careers?gh_jid=abc", None),
        ("https://acme.example/careers?gh_src=4123456", None),
        ("https://acme.example/careers", None),
        ("", None),
        ("https://acme.example/?" + "&".join(f"a{n}=1" for n in range(500)), None),
    ],
)
def test_a_page_of_the_company_may_hint_at_its_posting(url: str, expected: tuple[str, str] | None) -> None:
    assert hint(url) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://www.boards.greenhouse.io/acme/jobs/1?gh_src=x#app", "https://boards.greenhouse.io/acme/jobs/1"),
        ("https://boards.greenhouse.io/embed/job_app?token=1&for=acme&gh_src=x", "https://boards.greenhouse.io/embed/job_app?for=acme&token=1"),
        (f"https://jobs.lever.co/acme/{U}/apply?lever-source=x", f"https://jobs.lever.co/acme/{U}"),
        (f"https://jobs.ashbyhq.com/Acme/{U}/application", f"https://jobs.ashbyhq.com/Acme/{U}"),
        ("https://apply.workable.com/acme/j/1A2B3C4D5E/apply/", "https://apply.workable.com/acme/j/1A2B3C4D5E"),
        ("https://a.wd5.myworkdayjobs.com/en-US/C/job/X/ML_R1/apply/autofillWithResume", "https://a.wd5.myworkdayjobs.com/C/job/X/ML_R1"),
        ("https://acme.recruitee.com/o/ml-intern/c/new", "https://acme.recruitee.com/o/ml-intern"),
        ("https://acme.example/careers?gh_jid=1&utm_source=x&gh_src=y", "https://acme.example/careers?gh_jid=1"),
        ("https://acme.example/job?req=9&lang=en&ref=list", "https://acme.example/job?lang=en&req=9"),
        ("https://acme.example/job?b=2&a=1", "https://acme.example/job?a=1&b=2"),
        ("https://user:pass@acme.example:443/Job/12/", "https://acme.example/Job/12"),
        ("https://acme.example:8443/job/12", "https://acme.example:8443/job/12"),
        ("https://acme.example/#/job/12", "https://acme.example#/job/12"),
        ("https://acme.example/jobs#benefits", "https://acme.example/jobs"),
        ("https://careers-acme.icims.com/jobs/4821/ml-intern/job?mobile=false&iis=x", "https://careers-acme.icims.com/jobs/4821"),
        ("https://careers-acme.icims.com/jobs/4821/login", "https://careers-acme.icims.com/jobs/4821"),
        ("https://jobs.jobvite.com/acme/job/oAb1cdef/apply?__jvst=x", "https://jobs.jobvite.com/acme/job/oAb1cdef"),
        ("https://ehab.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/requisitions/preview/12345/?keyword=ml", "https://ehab.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/12345"),
        ("https://ehab.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/job/12345", "https://ehab.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/12345"),
        ("https://www.linkedin.com/jobs/view/ml-intern-at-acme-4123456789?refId=x", "https://linkedin.com/4123456789"),
        ("https://www.google.com/url?q=https://boards.greenhouse.io/acme/jobs/1", "https://boards.greenhouse.io/acme/jobs/1"),
        ("https://x.example/r?u=https%3A%2F%2Fboards.greenhouse.io%2Facme%2Fjobs%2F1", "https://boards.greenhouse.io/acme/jobs/1"),
        ("", ""),
        ("mailto:a@b.example", ""),
    ],
)  # fmt: skip
def test_one_spelling_for_comparing(url: str, expected: str) -> None:
    assert canonical(url) == expected
    assert canonical(canonical(url)) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://acme.example/job?id=1&utm_campaign=x&fbclid=y", "https://acme.example/job?id=1"),
        ("https://acme.example/job?Lever-Source=x", "https://acme.example/job"),
        ("https://acme.example/job?a=1&b=%2F%20", "https://acme.example/job?a=1&b=%2F%20"),
        ("https://acme.example/job?copy=1&amp;id=2", "https://acme.example/job?copy=1&id=2"),
        ("acme.example/job", "https://acme.example/job"),
        ("(https://acme.example/job)", "https://acme.example/job"),
        ("https://acme.example/job_(ml)", "https://acme.example/job_(ml)"),
        ("https://WWW.Acme.Example/Job", "https://www.acme.example/Job"),
    ],
)
def test_tidy_keeps_what_opens(url: str, expected: str) -> None:
    assert tidy(url) == expected


FORBIDDEN = """
linkedin.com/jobs/view/1
https://www.linkedin.com/company/acme
https://de.linkedin.com/jobs/view/1
https://lnkd.in/abc
https://www.indeed.com/viewjob?jk=1
https://uk.indeed.com/viewjob?jk=1
https://www.indeed.co.uk/viewjob?jk=1
https://de.indeed.com/
https://www.glassdoor.com/job-listing/x
https://www.glassdoor.co.uk/Job/x
https://www.glassdoor.de/
https://app.joinhandshake.com/stu/jobs/1
https://acme-university.joinhandshake.com/jobs/1
https://joinhandshake.co.uk/
https://wellfound.com/jobs/1
https://angel.co/company/acme
https://www.welcometothejungle.com/en/companies/acme
https://app.otta.com/jobs/1
https://ripplematch.com/
https://jobright.ai/jobs/info/1
https://simplify.jobs/p/1
https://www.google.com/search?q=ml+intern+jobs&ibp=htl;jobs
""".split()


@pytest.mark.parametrize("url", FORBIDDEN)
def test_sites_that_are_left_alone_say_why_and_what_instead(url: str) -> None:
    said = forbidden(url)
    assert said is not None
    assert "job alert" in said
    assert "careers page" in said
    assert recognise(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://boards.greenhouse.io/linkedin",
        "https://careers.google.com/jobs/results/",
        "https://www.google.com/about/careers/applications/",
        "https://www.google.com/url?q=https://jobs.lever.co/acme",
        "https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fjobs.lever.co%2Facme",
        "https://notlinkedin.com/jobs",
        "https://linkedin.com.example/jobs",
        "https://simplify.jobs/redirect?url=https%3A%2F%2Fjobs.lever.co%2Facme",
        "",
    ],
)
def test_other_sites_may_be_asked(url: str) -> None:
    assert forbidden(url) is None


PAGES = [
    ('<iframe src="https://boards.greenhouse.io/embed/job_board?for=acme"></iframe>', ["greenhouse:acme"]),
    ('<div id="grnhse_app"></div><script src="https://boards.greenhouse.io/embed/job_board/js?for=acme"></script>', ["greenhouse:acme"]),
    ('<script src="//boards.greenhouse.io/embed/job_board/js?for=acme&amp;b=x"></script>', ["greenhouse:acme"]),
    ("<script>Grnhse.Settings = { boardToken: 'acme', scrollOnLoad: false };</script>", ["greenhouse:acme"]),
    ('<script>var d={"url":"https:\\/\\/boards-api.greenhouse.io\\/v1\\/boards\\/acme\\/jobs"}</script>', ["greenhouse:acme"]),
    ("<script>window.leverJobsOptions = {accountName: 'acme', includeCss: true};</script>", ["lever:acme"]),
    (f'<a href="https://jobs.lever.co/acme/{U}">ML</a>', ["lever:acme"]),
    ('<script src="https://jobs.ashbyhq.com/acme/embed?version=2"></script>', ["ashby:acme"]),
    ('<script src="https://apply.workable.com/api/v1/widget/accounts/acme"></script>', ["workable:acme"]),
    ('<a href="https://acme.workable.com/jobs/1234567">x</a>', ["workable:acme"]),
    ('<script>widget({"company_code":"Acme","api_url":"https://www.smartrecruiters.com"})</script>', ["smartrecruiters:Acme"]),
    ('<div id="BambooHR" data-domain="acme.bamboohr.com"></div>', ["bamboohr:acme"]),
    ('<script src="https://acme.bamboohr.com/js/embed.js"></script>', ["bamboohr:acme"]),
    ('<script src="https://app.jazz.co/widgets/basic/create/acme"></script>', ["jazzhr:acme"]),
    ('<a href="http://acme.applytojob.com/apply">jobs</a>', ["jazzhr:acme"]),
    ('<iframe src="https://acme.breezy.hr/?embed=1"></iframe>', ["breezy:acme"]),
    ('<a href="https://acme.teamtailor.com/jobs">x</a>', ["teamtailor:acme"]),
    ('<a href="https://acme.recruitee.com/">x</a>', ["recruitee:acme"]),
    ('<a href="https://acme.pinpointhq.com/en/postings/">x</a>', ["pinpoint:acme"]),
    ('<iframe src="https://ats.rippling.com/acme/jobs"></iframe>', ["rippling:acme"]),
    ('<a href="https://acme.wd5.myworkdayjobs.com/en-US/Careers">x</a>', ["workday:acme.wd5/Careers"]),
    ('<a href="https://www.greenhouse.io">Powered by Greenhouse</a>', []),
    ('<a href="https://www.linkedin.com/company/acme">in</a><a href="https://news.ycombinator.com/item?id=1">HN</a>', []),
    ("", []),
    ("<html><body>no jobs here", []),
    ("https:\\/\\/ //// href= <a href=", []),
]  # fmt: skip


@pytest.mark.parametrize(("page", "boards"), PAGES)
def test_the_board_behind_a_careers_page(page: str, boards: list[str]) -> None:
    assert [str(link) for link in find_boards(page, "https://acme.example/careers")] == boards


def test_what_a_page_embeds_comes_before_what_it_links_to() -> None:
    page = (
        '<a href="https://jobs.lever.co/partner/"></a>' * 3
        + '<script src="https://boards.greenhouse.io/embed/job_board/js?for=acme"></script>'
    )
    assert [str(each) for each in find_boards(page, "https://acme.example")] == ["greenhouse:acme", "lever:partner"]


def test_the_board_linked_most_often_comes_first() -> None:
    page = '<a href="https://jobs.lever.co/once"></a>' + '<a href="https://jobs.lever.co/often"></a>' * 4
    assert [each.token for each in find_boards(page, "https://acme.example")] == ["often", "once"]


def test_where_the_page_ended_comes_first_of_all() -> None:
    found = find_boards('<a href="https://jobs.lever.co/acme"></a>', "https://boards.greenhouse.io/acme/jobs/4123456")
    assert found == [Link("greenhouse", "acme", "4123456"), Link("lever", "acme")]


def test_an_embedded_posting_is_found_with_its_board() -> None:
    page = '<script src="https://boards.greenhouse.io/embed/job_board/js?for=acme"></script>'
    assert find_boards(page, "https://acme.example/careers?gh_jid=4123456") == [Link("greenhouse", "acme", "4123456")]


def test_a_huge_page_takes_bounded_time() -> None:
    page = "https://a.example/x " * 200_000 + '"company_code' * 50_000 + "leverJobsOptions {" * 50_000
    assert find_boards(page, "https://acme.example") == []


def test_the_scheduler_learns_of_kinds_here() -> None:
    assert kind_of("jobicy").every.total_seconds() >= 3600
    assert kind_of("yc").off
    assert kind_of("hackernews").leads
    assert not kind_of("greenhouse").leads
    assert "Himalayas" in kind_of("himalayas").attribution
    with pytest.raises(ValueError, match="greenhouse"):
        kind_of("greenhuose")


@pytest.mark.parametrize(
    "url",
    [
        "\x00",
        "http://",
        "https://a" * 5000,
        "https://[",
        "http://a.example:99999999/",
        "%",
        "https://%zz.example/%",
        "//",
        "?",
        "https://xn--.example/",
        "https://ex ample.com/a b",
    ],
)
def test_nonsense_is_no_trouble(url: str) -> None:
    recognise(url)
    hint(url)
    forbidden(url)
    tidy(url)
    assert isinstance(canonical(url), str)
