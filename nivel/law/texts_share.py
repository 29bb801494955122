"""Kunnan osuuden perustelut kolmella kielellä."""

COUNTED_BY_PERIOD = {
    "en": "{days} {days:day|days} of labour market subsidy paid on the basis of unemployment had been counted by {day}.",
    "fi": "Työmarkkinatukea on maksettu työttömyyden perusteella {days} päivältä {day} mennessä.",
    "sv": "Arbetsmarknadsstöd hade betalats på grund av arbetslöshet för {days} {days:dag|dagar} till och med {day}.",
}
COUNTED_ALLOWANCE = {
    "en": "{days} {days:day|days} of unemployment allowance had been counted by {day}.",
    "fi": "Työttömyyspäivärahaa on kertynyt {days} {days:päivä|päivää} {day} mennessä.",
    "sv": "{days} {days:dag|dagar} med arbetslöshetsdagpenning hade räknats till och med {day}.",
}

SHARE = {
    "share.no_benefit": {
        "en": "No unemployment benefit is known for the person by this day.",
        "fi": "Henkilön työttömyysetuudesta ei ole tietoa tähän päivään mennessä.",
        "sv": "Ingen arbetslöshetsförmån är känd för personen till och med denna dag.",
    },
    "share.not_yet": {
        "en": "The municipality shares the cost of this benefit from {day}.",
        "fi": "Kunta osallistuu tämän etuuden rahoitukseen {day} alkaen.",
        "sv": "Kommunen deltar i finansieringen av denna förmån från och med {day}.",
    },
    "share.counted.subsidy_2006": COUNTED_BY_PERIOD,
    "share.counted.subsidy_2015": COUNTED_BY_PERIOD,
    "share.counted.subsidy_2025": {
        "en": "{days} {days:day|days} of labour market subsidy, also in services, and of the allowance before had been counted by {day}.",
        "fi": "Työmarkkinatukea (myös palveluissa) ja sitä edeltänyttä päivärahaa on kertynyt {days} {days:päivä|päivää} {day} mennessä.",
        "sv": "{days} {days:dag|dagar} med arbetsmarknadsstöd, även i service, och med dagpenning före det hade räknats t.o.m. {day}.",
    },
    "share.counted.basic_allowance_2025": COUNTED_ALLOWANCE,
    "share.counted.earnings_allowance_2025": COUNTED_ALLOWANCE,
    "share.counted.earnings_allowance_2026": COUNTED_ALLOWANCE,
    "share.counted.general_support_2026": {
        "en": "{days} {days:day|days} of general support and of the benefits before it had been counted by {day}.",
        "fi": "Yleistukea ja sitä edeltäneitä etuuksia on kertynyt {days} {days:päivä|päivää} {day} mennessä.",
        "sv": "{days} {days:dag|dagar} med allmänt stöd och med förmåner före det hade räknats till och med {day}.",
    },
    "share.opening": {
        "en": "{days} of them are an opening balance by {day}.",
        "fi": "Niistä {days} on alkusaldoa {day} mennessä.",
        "sv": "{days} av dem är en ingående balans till och med {day}.",
    },
    "share.service_not_counted": {
        "en": "Days in employment-promoting services are paid by the State and not counted.",
        "fi": "Työllistymistä edistävien palvelujen ajalta tuen maksaa valtio, eikä päiviä lasketa mukaan.",
        "sv": "Stödet under sysselsättningsfrämjande service betalas av staten och dagarna räknas inte.",
    },
    "share.look_back": {
        "en": "Days for time before {day} are not counted.",
        "fi": "Ennen {day} olevan ajan päiviä ei lasketa.",
        "sv": "Dagar för tiden före {day} räknas inte.",
    },
    "share.restart.exhausted": {
        "en": "The count began again after {day}: the work condition had been met and the maximum period of the allowance used up.",
        "fi": "Laskenta alkoi alusta {day} jälkeen: työssäoloehto oli täyttynyt ja päivärahan enimmäisaika käytetty.",
        "sv": "Räkningen började om efter {day}: arbetsvillkoret hade uppfyllts och dagpenningens maximitid förbrukats.",
    },
    "share.restart.new_maximum_period": {
        "en": "The count began again after {day}: the right to a new maximum period.",
        "fi": "Laskenta alkoi alusta {day} jälkeen: oikeus uuteen enimmäisaikaan.",
        "sv": "Räkningen började om efter {day}: rätt till en ny maximitid.",
    },
    "share.restart.work_condition": {
        "en": "The count began again after {day}: the work condition was met.",
        "fi": "Laskenta alkoi alusta {day} jälkeen: työssäoloehto täyttyi.",
        "sv": "Räkningen började om efter {day}: arbetsvillkoret uppfylldes.",
    },
    "share.exempt.exempt_bases": {
        "en": "The municipality pays nothing of an earnings-related allowance for a lay-off or additional days.",
        "fi": "Kunta ei maksa osuutta lomautuksen tai lisäpäivien ansiopäivärahasta.",
        "sv": "Kommunen betalar ingenting av inkomstrelaterad dagpenning för permittering eller tilläggsdagar.",
    },
    "share.exempt.integration_exemption": {
        "en": "The State pays the whole benefit of a person under the Integration Act, and the days are not counted.",
        "fi": "Valtio maksaa kotoutumislain piirissä olevan etuuden kokonaan, eikä päiviä lasketa.",
        "sv": "Staten betalar hela förmånen för den som omfattas av integrationslagen, och dagarna räknas inte.",
    },
    "share.tier.next_period": {
        "en": "{limit} days are full, so the municipality pays {percent} %.",
        "fi": "{limit} päivää on täynnä, joten kunta maksaa {percent} %.",
        "sv": "{limit} dagar är fulla, så kommunen betalar {percent} %.",
    },
    "share.tier.next_day": {
        "en": "{limit} days are full; each further day the municipality pays {percent} %.",
        "fi": "{limit} päivää on täynnä; sen jälkeisistä päivistä kunta maksaa {percent} %.",
        "sv": "{limit} dagar är fulla; av varje dag därefter betalar kommunen {percent} %.",
    },
    "share.none_yet": {
        "en": "{limit} days were not full when the payment period or the day began, so the State pays all.",
        "fi": "{limit} päivää ei ollut täynnä maksukauden tai päivän alkaessa, joten valtio maksaa kaiken.",
        "sv": "{limit} dagar var inte fulla när betalningsperioden eller dagen började, så staten betalar allt.",
    },
    "share.from_next_period": {
        "en": "A change takes effect from the payment period after the one in which the days become full.",
        "fi": "Muutos tulee voimaan sitä maksukautta seuraavasta, jonka aikana päivät täyttyvät.",
        "sv": "En ändring gäller från betalningsperioden efter den under vilken dagarna blir fulla.",
    },
    "share.doubt.restart": {
        "en": "Not verified: whether the count begins again here. It is counted as going on.",
        "fi": "Varmistamatta: alkaako laskenta tässä alusta. Se on laskettu jatkuvaksi.",
        "sv": "Inte bekräftat: om räkningen börjar om här. Den har räknats som fortlöpande.",
    },
    "share.doubt.layoff": {
        "en": "Not verified: whether days of a lay-off are counted. They are counted here.",
        "fi": "Varmistamatta: lasketaanko lomautuspäivät mukaan. Tässä ne on laskettu.",
        "sv": "Inte bekräftat: om dagar av permittering räknas. Här har de räknats.",
    },
    "share.doubt.adjusted": {
        "en": "Not verified: whether an adjusted day counts as one whole day from 2025. It is counted so here.",
        "fi": "Varmistamatta: onko soviteltu päivä vuodesta 2025 yksi kokonainen päivä. Tässä se on laskettu niin.",
        "sv": "Inte bekräftat: om en jämkad dag räknas som en hel dag från 2025. Här har den räknats så.",
    },
    "share.doubt.adjusted_before_2025": {
        "en": "Adjusted days are counted as Kela has counted them; the Act does not say it.",
        "fi": "Sovitellut päivät on laskettu Kelan käytännön mukaan; laissa siitä ei sanota.",
        "sv": "Jämkade dagar har räknats enligt FPA:s praxis; lagen säger det inte.",
    },
    "share.doubt.preceding": {
        "en": "Not verified: how far back the allowance before the benefit is counted. All of it is counted here.",
        "fi": "Varmistamatta: kuinka kauas etuutta edeltävä päiväraha ulottuu. Tässä se on laskettu kokonaan.",
        "sv": "Inte bekräftat: hur långt tillbaka dagpenning före förmånen räknas. Här har all räknats.",
    },
    "share.doubt.integration_before_2025": {
        "en": "Not verified: whether days before 2025 in the years under the Integration Act are left out. They are left out here.",
        "fi": "Varmistamatta: jätetäänkö kotoutumislain vuosien päivät laskematta myös ajalta ennen vuotta 2025. Tässä ne on jätetty pois.",
        "sv": "Inte bekräftat: om dagar före 2025 under integrationslagens år lämnas bort. Här har de lämnats bort.",
    },
    "share.doubt.integration_day": {
        "en": "The Integration Act applies, but the day of the first home municipality is not known, so nothing is left out.",
        "fi": "Henkilöön sovelletaan kotoutumislakia, mutta ensimmäisen kotikunnan päivä ei ole tiedossa, joten kaikki on laskettu mukaan.",
        "sv": "Integrationslagen tillämpas, men dagen för den första hemkommunen är inte känd, så inget har lämnats bort.",
    },
    "share.replaced": {
        "en": "From {day} general support is paid instead of this benefit; the share is told by the last payment's own rule.",
        "fi": "Tämän etuuden sijaan maksetaan {day} alkaen yleistukea; osuus kerrotaan viimeisen maksun oman säännön mukaan.",
        "sv": "Från och med {day} betalas allmänt stöd i stället för denna förmån; andelen anges enligt den sista utbetalningens regel.",
    },
    "share.doubt.wording_2026": {
        "en": "Not verified: the wording from {day}. It is read as before that day.",
        "fi": "Varmistamatta: sanamuoto {day} alkaen. Se on luettu ennallaan.",
        "sv": "Inte bekräftat: lydelsen från och med {day}. Den har lästs som tidigare.",
    },
    "share.doubt.opening_later": {
        "en": "The opening balance is for a later day, so the count on this day is not known.",
        "fi": "Alkusaldo koskee myöhempää päivää, joten kertymä tänä päivänä ei ole tiedossa.",
        "sv": "Den ingående balansen gäller en senare dag, så räkningen denna dag är inte känd.",
    },
}
