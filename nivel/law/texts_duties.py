"""Muiden tulkintojen perustelut kolmella kielellä."""

DUTIES = {
    "rule.not_yet": {
        "en": "The rule came into force on {day}.",
        "fi": "Sääntö tuli voimaan {day}.",
        "sv": "Regeln trädde i kraft {day}.",
    },
    "rule.repealed": {
        "en": "The rule has not been in force since {day}.",
        "fi": "Sääntö ei ole ollut voimassa {day} lähtien.",
        "sv": "Regeln har inte gällt sedan {day}.",
    },
    "parameter.holds": {
        "en": "{title}: {value}.",
        "fi": "{title}: {value}.",
        "sv": "{title}: {value}.",
    },
    "parameter.rule": {"en": "{title}: {value}.", "fi": "{title}.", "sv": "{title}."},
    "parameter.unverified": {
        "en": "Not verified: {title}. {note}",
        "fi": "Varmistamatta: {title}. {note}",
        "sv": "Inte bekräftat: {title}. {note}",
    },
    "facts.born_unknown": {
        "en": "The day of birth is not known.",
        "fi": "Syntymäaika ei ole tiedossa.",
        "sv": "Födelsedatumet är inte känt.",
    },
    "activation.integration_plan": {
        "en": "The plan is not made while the person is entitled to an integration plan.",
        "fi": "Suunnitelmaa ei tehdä, kun henkilöllä on oikeus kotoutumissuunnitelmaan.",
        "sv": "Planen görs inte medan personen har rätt till en integrationsplan.",
    },
    "activation.no_ground": {
        "en": "No ground for an activation plan is met.",
        "fi": "Mikään aktivointisuunnitelman peruste ei täyty.",
        "sv": "Ingen grund för en aktiveringsplan uppfylls.",
    },
    "activation.no_employment_plan": {
        "en": "The ground does not hold yet: no employment plan is in force.",
        "fi": "Peruste ei vielä riitä: työllistymissuunnitelmaa ei ole voimassa.",
        "sv": "Grunden räcker inte ännu: ingen sysselsättningsplan är i kraft.",
    },
    "activation.benefit_grounds_ended": {
        "en": "Benefit days are taken as no longer a ground on this day.",
        "fi": "Etuuspäivien ei katsota enää olevan peruste tänä päivänä.",
        "sv": "Förmånsdagar anses inte längre vara en grund denna dag.",
    },
    "activation.young_by_days": {
        "en": "Under 25: {count} {count:day|days} of labour market subsidy in the last twelve months, the limit is {limit}.",
        "fi": "Alle 25-vuotias: työmarkkinatukea {count} {count:päivä|päivää} viimeisten 12 kuukauden aikana, raja on {limit}.",
        "sv": "Under 25 år: {count} {count:dag|dagar} med arbetsmarknadsstöd under de senaste tolv månaderna, gränsen är {limit}.",
    },
    "activation.young_by_allowance": {
        "en": "Under {limit}: the allowance has been received for its whole period.",
        "fi": "Alle {limit}-vuotias: päivärahaa on saatu koko enimmäisaika.",
        "sv": "Under {limit} år: dagpenning har betalats för hela maximitiden.",
    },
    "activation.young_by_assistance": {
        "en": "Under 25: social assistance for unemployment was the main income for {count} {count:month|months}, the limit {limit}.",
        "fi": "Alle 25-vuotias: toimeentulotuki on ollut päätulo {count} {count:kuukausi|kuukautta}, raja on {limit}.",
        "sv": "Under 25 år: utkomststöd har varit huvudinkomsten i {count} {count:månad|månader}, gränsen är {limit}.",
    },
    "activation.adult_by_days": {
        "en": "25 or over: {count} {count:day|days} of labour market subsidy on unemployment, the limit is {limit}.",
        "fi": "25 vuotta täyttänyt: työmarkkinatukea työttömyyden perusteella {count} {count:päivä|päivää}, raja on {limit}.",
        "sv": "25 år fyllda: {count} {count:dag|dagar} med arbetsmarknadsstöd på grund av arbetslöshet, gränsen är {limit}.",
    },
    "activation.adult_after_allowance": {
        "en": "25 or over: {count} {count:day|days} of labour market subsidy after the allowance was used up, the limit is {limit}.",
        "fi": "25 vuotta täyttänyt: työmarkkinatukea päivärahan enimmäisajan jälkeen {count} {count:päivä|päivää}, raja on {limit}.",
        "sv": "25 år fyllda: {count} {count:dag|dagar} med arbetsmarknadsstöd efter dagpenningens maximitid, gränsen är {limit}.",
    },
    "activation.adult_by_assistance": {
        "en": "25 or over: social assistance for unemployment was the main income for {count} {count:month|months}, the limit {limit}.",
        "fi": "25 vuotta täyttänyt: toimeentulotuki on ollut päätulo {count} {count:kuukausi|kuukautta}, raja on {limit}.",
        "sv": "25 år fyllda: utkomststöd har varit huvudinkomsten i {count} {count:månad|månader}, gränsen är {limit}.",
    },
    "joint.no_ground": {
        "en": "The need of joint service need not be assessed.",
        "fi": "Yhteispalvelun tarvetta ei tarvitse arvioida.",
        "sv": "Behovet av samservice behöver inte bedömas.",
    },
    "joint.no_duty_yet": {
        "en": "The need must be assessed; the duty to refer begins on {day}.",
        "fi": "Tarve on arvioitava; ohjaamisvelvollisuus alkaa {day}.",
        "sv": "Behovet ska bedömas; skyldigheten att hänvisa börjar {day}.",
    },
    "joint.days": {
        "en": "{count} {count:day|days} of labour market subsidy on unemployment, the limit is {limit}.",
        "fi": "Työmarkkinatukea työttömyyden perusteella {count} {count:päivä|päivää}, raja on {limit}.",
        "sv": "{count} {count:dag|dagar} med arbetsmarknadsstöd på grund av arbetslöshet, gränsen är {limit}.",
    },
    "joint.young_months": {
        "en": "Under {age} and unemployed without a break for {count} {count:month|months}, the limit is {limit}.",
        "fi": "Alle {age}-vuotias ja yhtäjaksoisesti työttömänä {count} {count:kuukausi|kuukautta}, raja on {limit}.",
        "sv": "Under {age} år och oavbrutet arbetslös i {count} {count:månad|månader}, gränsen är {limit}.",
    },
    "joint.adult_months": {
        "en": "{age} or over and unemployed without a break for {count} {count:month|months}, the limit is {limit}.",
        "fi": "{age} vuotta täyttänyt ja yhtäjaksoisesti työttömänä {count} {count:kuukausi|kuukautta}, raja on {limit}.",
        "sv": "{age} år fyllda och oavbrutet arbetslös i {count} {count:månad|månader}, gränsen är {limit}.",
    },
    "joint.need": {
        "en": "Limits of work or functional capacity or of life management prevent employment.",
        "fi": "Työ- tai toimintakyvyn rajoitteet tai elämänhallinnan ongelmat estävät työllistymistä.",
        "sv": "Begränsningar i arbets- eller funktionsförmågan eller i livskompetensen hindrar sysselsättning.",
    },
    "joint.no_need": {
        "en": "No limit of work or functional capacity that prevents employment has been found.",
        "fi": "Työllistymistä estävää työ- tai toimintakyvyn rajoitetta ei ole todettu.",
        "sv": "Ingen begränsning i arbets- eller funktionsförmågan som hindrar sysselsättning har konstaterats.",
    },
    "joint.need_unjudged": {
        "en": "It has not been recorded whether limits of work or functional capacity prevent employment.",
        "fi": "Ei ole kirjattu, estävätkö työ- tai toimintakyvyn rajoitteet työllistymistä.",
        "sv": "Det har inte antecknats om begränsningar i arbets- eller funktionsförmågan hindrar sysselsättning.",
    },
    "interview.none_due": {
        "en": "No unemployment or job search is known on this day, so no interview is due.",
        "fi": "Tiedoissa ei ole tänä päivänä työttömyyttä eikä työnhakua, joten haastattelua ei ole tulossa.",
        "sv": "Ingen arbetslöshet eller jobbsökning är känd denna dag, så ingen intervju är på väg.",
    },
    "interview.last_held": {
        "en": "The last interview was held on {day}.",
        "fi": "Viimeisin haastattelu pidettiin {day}.",
        "sv": "Den senaste intervjun hölls {day}.",
    },
    "interview.due": {
        "en": "The next interview is due by {day}.",
        "fi": "Seuraava haastattelu on pidettävä viimeistään {day}.",
        "sv": "Nästa intervju ska hållas senast {day}.",
    },
    "review.no_plan": {
        "en": "There is no activation plan or multisectoral employment plan in force.",
        "fi": "Voimassa ei ole aktivointisuunnitelmaa eikä monialaista työllistymissuunnitelmaa.",
        "sv": "Ingen aktiveringsplan eller sektorsövergripande sysselsättningsplan är i kraft.",
    },
    "review.no_interval": {
        "en": "The act sets no interval for looking at this plan again.",
        "fi": "Laki ei aseta tämän suunnitelman tarkistamiselle väliä.",
        "sv": "Lagen anger inget intervall för översynen av denna plan.",
    },
    "review.due": {
        "en": "The plan was last looked at on {day}. It is reviewed at least every {count} {count:month|months}, so by {due}.",
        "fi": "Suunnitelma on tarkistettu viimeksi {day}. Se tarkistetaan vähintään {count} kuukauden välein, siis viimeistään {due}.",
        "sv": "Planen sågs senast över {day}. Den ses över med högst {count} {count:månads|månaders} mellanrum, alltså senast {due}.",
    },
    "youth.outside": {
        "en": "The person is not in the age group of the guarantee.",
        "fi": "Henkilö ei kuulu nuorisotakuun ikäryhmään.",
        "sv": "Personen hör inte till garantins åldersgrupp.",
    },
    "youth.not_registered": {
        "en": "The person is not registered as an unemployed jobseeker on this day.",
        "fi": "Henkilö ei ole tänä päivänä työttömänä työnhakijana.",
        "sv": "Personen är inte registrerad som arbetslös arbetssökande denna dag.",
    },
    "youth.young": {
        "en": "The person is {age}, under 25.",
        "fi": "Henkilö on {age}-vuotias, alle 25.",
        "sv": "Personen är {age} år, under 25.",
    },
    "youth.graduate": {
        "en": "The person is {age}, under 30, and graduated within the last twelve months.",
        "fi": "Henkilö on {age}-vuotias, alle 30, ja valmistunut viimeisten 12 kuukauden aikana.",
        "sv": "Personen är {age} år, under 30, och har utexaminerats under de senaste tolv månaderna.",
    },
    "youth.due": {
        "en": "Unemployed jobseeker since {day}: the offer is due by {due}.",
        "fi": "Työttömänä työnhakijana {day} alkaen: tarjous on tehtävä viimeistään {due}.",
        "sv": "Arbetslös arbetssökande sedan {day}: erbjudandet ska ges senast {due}.",
    },
    "obligation.begun": {
        "en": "The allowance ended at the age of 57 to 59, and the duty began on {day}.",
        "fi": "Päiväraha päättyi 57–59-vuotiaana, ja velvoite alkoi {day}.",
        "sv": "Dagpenningen upphörde i åldern 57–59 år, och skyldigheten började {day}.",
    },
    "obligation.months": {
        "en": "The work is arranged for {months} {months:month|months}.",
        "fi": "Työtä järjestetään {months} {months:kuukausi|kuukautta}.",
        "sv": "Arbete ordnas i {months} {months:månad|månader}.",
    },
    "obligation.until": {
        "en": "The work is arranged until the work condition is met.",
        "fi": "Työtä järjestetään, kunnes työssäoloehto täyttyy.",
        "sv": "Arbete ordnas tills arbetsvillkoret uppfylls.",
    },
    "obligation.has_run": {
        "en": "The duty has been carried out.",
        "fi": "Velvoite on täytetty.",
        "sv": "Skyldigheten är uppfylld.",
    },
    "obligation.no_ground": {
        "en": "The allowance has not ended at the age of 57 to 59.",
        "fi": "Päiväraha ei ole päättynyt 57–59-vuotiaana.",
        "sv": "Dagpenningen har inte upphört i åldern 57–59 år.",
    },
    "grant.supplement": {
        "en": "A supplement of at most {percent} % could be added, {amount} euros a day.",
        "fi": "Lisäosaa voitiin maksaa enintään {percent} %, {amount} euroa päivässä.",
        "sv": "En tilläggsdel på högst {percent} % kunde betalas, {amount} euro per dag.",
    },
    "subsidy.not_asked": {
        "en": "No work for wage subsidy is named in the facts.",
        "fi": "Tiedoissa ei ole työtä, johon palkkatukea haetaan.",
        "sv": "I uppgifterna finns inget arbete för lönesubvention.",
    },
    "subsidy.no_ground": {
        "en": "None of the grounds of wage subsidy is met.",
        "fi": "Mikään palkkatuen peruste ei täyty.",
        "sv": "Ingen grund för lönesubvention uppfylls.",
    },
    "subsidy.cap": {
        "en": "The subsidy is at most {amount} euros a month.",
        "fi": "Tuki on enintään {amount} euroa kuukaudessa.",
        "sv": "Subventionen är högst {amount} euro i månaden.",
    },
    "subsidy.then": {
        "en": "After {months} {months:month|months} {percent} %.",
        "fi": "{months} kuukauden jälkeen {percent} %.",
        "sv": "Efter {months} {months:månad|månader} {percent} %.",
    },
    "subsidy.ground.otherwise": {
        "en": "Unemployed for less than twelve months: {percent} %.",
        "fi": "Työttömänä alle 12 kuukautta: {percent} %.",
        "sv": "Arbetslös i mindre än tolv månader: {percent} %.",
    },
    "subsidy.ground.target_group": {
        "en": "Belongs to a target group of wage subsidy: {percent} %.",
        "fi": "Kuuluu palkkatuen kohderyhmään: {percent} %.",
        "sv": "Hör till lönesubventionens målgrupp: {percent} %.",
    },
    "subsidy.ground.unemployed_12_of_14": {
        "en": "Unemployed for at least 12 of the last 14 months: {percent} %.",
        "fi": "Työttömänä vähintään 12 kuukautta viimeisten 14 kuukauden aikana: {percent} %.",
        "sv": "Arbetslös minst 12 av de senaste 14 månaderna: {percent} %.",
    },
    "subsidy.ground.unemployed_24_of_28": {
        "en": "Unemployed for at least 24 of the last 28 months: {percent} %.",
        "fi": "Työttömänä vähintään 24 kuukautta viimeisten 28 kuukauden aikana: {percent} %.",
        "sv": "Arbetslös minst 24 av de senaste 28 månaderna: {percent} %.",
    },
    "subsidy.ground.reduced_work_capacity": {
        "en": "Reduced work capacity: {percent} %.",
        "fi": "Alentunut työkyky: {percent} %.",
        "sv": "Nedsatt arbetsförmåga: {percent} %.",
    },
    "subsidy.ground.association_24_of_28": {
        "en": "An association or the like employs a person unemployed for at least 24 of 28 months: {percent} %.",
        "fi": "Yhdistys tai vastaava työllistää vähintään 24 kuukautta 28:sta työttömänä olleen: {percent} %.",
        "sv": "En förening eller motsvarande anställer den som varit arbetslös minst 24 av 28 månader: {percent} %.",
    },
    "subsidy.ground.age_60_and_12_of_14": {
        "en": "60 or over and unemployed for at least 12 of 14 months: {percent} %.",
        "fi": "60 vuotta täyttänyt ja työttömänä vähintään 12 kuukautta 14:stä: {percent} %.",
        "sv": "60 år fyllda och arbetslös minst 12 av 14 månader: {percent} %.",
    },
    "subsidy.ground.age_55_and_24_of_28": {
        "en": "55 or over and unemployed for at least 24 of 28 months: {percent} %.",
        "fi": "55 vuotta täyttänyt ja työttömänä vähintään 24 kuukautta 28:sta: {percent} %.",
        "sv": "55 år fyllda och arbetslös minst 24 av 28 månader: {percent} %.",
    },
    "subsidy.ground.apprenticeship": {
        "en": "Apprenticeship: {percent} % for the whole of it.",
        "fi": "Oppisopimuskoulutus: {percent} % koko ajalta.",
        "sv": "Läroavtalsutbildning: {percent} % för hela tiden.",
    },
    "programme.belongs": {
        "en": "{title}: belongs to the target group.",
        "fi": "{title}: kuuluu kohderyhmään.",
        "sv": "{title}: hör till målgruppen.",
    },
    "programme.outside": {
        "en": "{title}: does not belong to the target group.",
        "fi": "{title}: ei kuulu kohderyhmään.",
        "sv": "{title}: hör inte till målgruppen.",
    },
    "word.4 years": {
        "en": "4 years",
        "fi": "4 vuotta",
        "sv": "4 år",
    },
    "word.5 years": {
        "en": "5 years",
        "fi": "5 vuotta",
        "sv": "5 år",
    },
    "word.10 years": {
        "en": "10 years",
        "fi": "10 vuotta",
        "sv": "10 år",
    },
    "word.30 years": {
        "en": "30 years",
        "fi": "30 vuotta",
        "sv": "30 år",
    },
    "word.municipality": {
        "en": "municipality",
        "fi": "kunta",
        "sv": "kommunen",
    },
    "word.wellbeing_county": {
        "en": "wellbeing services county",
        "fi": "hyvinvointialue",
        "sv": "välfärdsområdet",
    },
    "word.True": {
        "en": "yes",
        "fi": "kyllä",
        "sv": "ja",
    },
    "word.False": {
        "en": "no",
        "fi": "ei",
        "sv": "nej",
    },
    "interview.overdue": {
        "en": "The first interview was due by {day}; when the next one is cannot be told before it has been held.",
        "fi": "Ensimmäinen haastattelu oli pidettävä viimeistään {day}; seuraavan päivää ei voi sanoa ennen sitä.",
        "sv": "Den första intervjun skulle hållas senast {day}; nästa dag kan inte anges före det.",
    },
    "obligation.not_begun": {
        "en": "The allowance has not yet ended.",
        "fi": "Päiväraha ei ole vielä päättynyt.",
        "sv": "Dagpenningen har ännu inte upphört.",
    },
    "obligation.notice": {
        "en": "The TE office tells the municipality by {day}.",
        "fi": "TE-toimisto ilmoittaa kunnalle viimeistään {day}.",
        "sv": "TE-byrån meddelar kommunen senast {day}.",
    },
    "obligation.te_office": {
        "en": "The allowance ended at 60 or later: the duty is the TE office's, not the municipality's.",
        "fi": "Päiväraha päättyi 60 vuoden iässä tai myöhemmin: velvoite on TE-toimiston, ei kunnan.",
        "sv": "Dagpenningen upphörde vid 60 års ålder eller senare: skyldigheten är TE-byråns, inte kommunens.",
    },
    "subsidy.municipality": {
        "en": "As the employer a municipality has the subsidy only for reduced work capacity or for the long unemployed of 60 or over.",
        "fi": "Kunta saa tukea vain alentuneesti työkykyisen tai 60 vuotta täyttäneen pitkään työttömän palkkaamiseen.",
        "sv": "En kommun får stöd endast för personer med nedsatt arbetsförmåga eller långtidsarbetslösa som fyllt 60 år.",
    },
    "subsidy.cap_not_collected": {
        "en": "The year's cap was set outside the act and has not been collected, so none is counted here.",
        "fi": "Vuoden enimmäismäärästä säädettiin muualla kuin laissa, eikä sitä ole koottu; tässä sitä ei ole laskettu.",
        "sv": "Årets tak fastställdes utanför lagen och har inte samlats in; här räknas inget tak.",
    },
    "programme.not_yet": {
        "en": "{title}: begins on {day}.",
        "fi": "{title}: alkaa {day}.",
        "sv": "{title}: börjar {day}.",
    },
    "programme.ended": {
        "en": "{title}: ended, not under way from {day}.",
        "fi": "{title}: päättynyt, ei käynnissä {day} alkaen.",
        "sv": "{title}: avslutat, pågår inte från och med {day}.",
    },
    "programme.entry_ended": {
        "en": "{title}: nobody is referred to it from {day}.",
        "fi": "{title}: uusia ei ohjata {day} alkaen.",
        "sv": "{title}: inga nya hänvisas från och med {day}.",
    },
    "word.2 years": {
        "en": "2 years",
        "fi": "2 vuotta",
        "sv": "2 år",
    },
    "word.3 years": {
        "en": "3 years",
        "fi": "3 vuotta",
        "sv": "3 år",
    },
    "word.12 years": {
        "en": "12 years",
        "fi": "12 vuotta",
        "sv": "12 år",
    },
}
