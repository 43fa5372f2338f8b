import type { Scenario } from "./scenario";

export const fleet: Scenario = {
  id: "fleet",
  code: 1,
  business: "Solstice Fleet",
  persona: "Iris",
  country: "GB",
  timezone: "Europe/London",
  callersHaveCompanies: true,
  meeting: "demo",
  bookingTool: "book_demo",
  lookupTool: "check_coverage",
  counts: { min: 8, max: 140 },
  sums: ["eight hundred pounds", "twelve hundred pounds", "two thousand pounds", "three and a half thousand pounds"],
  temperatures: { hot: 30, warm: 36, cold: 20, not_a_lead: 14 },
  greetings: [
    "Thanks for calling {business}, this is {persona}. What can I help you with?",
    "{daypart}, {business}, {persona} speaking. How can I help?",
  ],
  outboundGreetings: [
    "Hello {firstName}, this is {persona} from {business}. You downloaded our guide to fuel costs. Is this a good moment?",
    "{daypart} {firstName}, {persona} here from {business}. You asked about vehicle tracking for {company}. Do you have two minutes?",
  ],
  widgetGreetings: ["Hi, I am {persona}. Ask me anything about {business}."],
  needs: [
    {
      say: "I run a fleet of {count} vans and I am looking for a tracking system.",
      reply: "You are in the right place, we look after fleets of that size every day.",
      topic: "vehicle tracking",
      title: "Fleet tracking enquiry",
      fit: 94,
    },
    {
      say: "We have {count} lorries on the road and our fuel bill is out of hand.",
      reply: "That is a common reason to call us. Most customers save around nine per cent on fuel in the first year.",
      topic: "fuel costs",
      title: "Fuel saving enquiry",
      fit: 90,
    },
    {
      say: "Our insurer wants dash cameras in all {count} vehicles.",
      reply: "We can do that. The cameras and the tracker share one unit, so it is a single installation.",
      topic: "dash cameras",
      title: "Dash camera enquiry",
      fit: 86,
    },
    {
      say: "Our current tracker keeps losing signal and support never calls back.",
      reply: "I am sorry to hear that. Our units switch between four networks, so gaps are rare.",
      topic: "switching provider",
      title: "Switch from another tracker",
      fit: 92,
    },
    {
      say: "I need driver hours and the tachograph data in one place for {count} trucks.",
      reply: "That is part of our compliance package, the download happens by itself overnight.",
      topic: "tachograph compliance",
      title: "Tachograph compliance enquiry",
      fit: 88,
    },
    {
      say: "I just have two cars and wondered if tracking makes sense for me.",
      reply: "It can, although most of our customers start at five vehicles.",
      topic: "small fleet",
      title: "Small fleet question",
      fit: 42,
    },
  ],
  details: [
    {
      ask: "What do you use today?",
      answers: [
        "Honestly, {a whiteboard and a lot of phone calls|spreadsheets and the drivers' own phones}.",
        "We have {an old tracker from our leasing company|a system that came with the vans}, but nobody trusts it.",
      ],
    },
    {
      ask: "Are the vehicles all in one depot?",
      answers: [
        "No, we have {two|three|four} depots, the biggest one is in {Leeds|Bristol|Reading|Derby}.",
        "Yes, everything starts from {Croydon|Stockport|Swindon} in the morning.",
      ],
    },
    {
      ask: "Who would work with the system day to day?",
      answers: [
        "Mainly our {two|three} planners, and I want the reports on Monday.",
        "That would be me and {my operations manager|our transport office}.",
      ],
    },
    {
      ask: "Do the drivers take the vehicles home?",
      answers: ["Most of them do, so private mileage matters to us.", "No, the keys stay at the depot overnight."],
    },
  ],
  questions: [
    {
      say: "Does it work with our fuel cards?",
      answer: "Yes, we read the common fuel cards every night and flag fills that do not match the tank.",
      topic: "fuel cards",
    },
    {
      say: "How long does the installation take?",
      answer: "About forty minutes per vehicle, and our fitters come to your depot, also on Saturdays.",
      topic: "installation",
    },
    {
      say: "Can the drivers switch it off for private trips?",
      answer: "There is a privacy button, and you decide who may use it and when.",
      topic: "privacy",
    },
    {
      say: "Do you integrate with our transport management system?",
      answer: "We have ready connections to the common ones and an open interface for the rest.",
      topic: "integrations",
    },
    {
      say: "Where is the data kept?",
      answer: "In data centres in London and Dublin, and you can set how long positions are stored.",
      topic: "data storage",
    },
    {
      say: "What happens when a van has no signal?",
      answer: "The unit keeps up to three weeks of positions and sends them when it is back in coverage.",
      topic: "coverage",
    },
  ],
  pricing: [
    {
      say: "What does it cost per vehicle?",
      answer:
        "Between eleven and nineteen pounds a month per vehicle, depending on the cameras, with the hardware included.",
      topic: "pricing",
    },
    {
      say: "Can you give me a price for {count} vehicles?",
      answer: "For that number you would be in our second tier, around thirteen pounds a month for each vehicle.",
      topic: "pricing",
    },
  ],
  trials: [
    {
      say: "Could we try it in a couple of vans first?",
      answer: "Yes, we can send you two plug-in units for thirty days at no charge.",
      topic: "trial units",
    },
  ],
  objections: [
    {
      say: "The drivers will not like being watched.",
      answer: "We hear that often. A short session before the start and the privacy button usually settle it.",
      label: "driver acceptance",
    },
    {
      say: "We are still tied into a contract until the summer.",
      answer: "We can prepare everything now and start the day your contract ends.",
      label: "existing contract",
    },
    {
      say: "That sounds expensive compared to what we pay now.",
      answer: "It is fair to compare. The hardware and the fitting are already in our price.",
      label: "price",
    },
  ],
  urgencyQuestions: ["When would you need it to be running?", "Is there a date you are working towards?"],
  urgency: {
    urgent: [
      { say: "We have to switch before the end of the month.", score: 92 },
      { say: "The insurer gave us until {weekday} the {day} to have them fitted.", score: 96 },
      { say: "As soon as possible, we lost a van last week.", score: 90 },
    ],
    soon: [
      { say: "Some time in the next two or three months would be fine.", score: 55 },
      { say: "We would like it in place before the winter season.", score: 48 },
    ],
    none: [
      { say: "There is no rush, we are only looking around.", score: 10 },
      { say: "Maybe next year, nothing is decided yet.", score: 14 },
    ],
  },
  budgetQuestions: ["Have you set aside a budget for this?", "Is there a monthly metric you have in mind?"],
  budget: {
    ready: [
      { say: "Yes, the board signed off {sum} a month.", score: 92 },
      { say: "We have {sum} a month approved for it.", score: 88 },
    ],
    limited: [
      { say: "I could probably find {sum} a month, but I would have to ask.", score: 58 },
      { say: "It has to stay under {sum} a month.", score: 52 },
    ],
    none: [
      { say: "No, there is no money for it this year.", score: 8 },
      { say: "Nobody has given me a budget.", score: 15 },
    ],
  },
  offers: [
    "Shall we set up a half-hour demo with one of our fleet advisers?",
    "The best next step is a short demo with your own routes. Would that suit you?",
  ],
  declines: [
    { say: "No thank you, we are happy with what we have.", score: 8 },
    { say: "Please take us off your list, this is not for us.", score: 2 },
    { say: "I do not think this makes sense for us right now.", score: 18 },
  ],
  errands: [
    {
      title: "Tracker offline after workshop visit",
      topic: "support",
      turns: [
        "We are already a customer, one of our trackers has been offline since the workshop had the van.",
        "That is usually a loose connector. Can you give me the registration?",
        "It ends in {count} K L M, it is the white one.",
        "Thank you, I have opened a ticket. A technician will call you this afternoon.",
        "Great, that is all I needed.",
      ],
    },
    {
      title: "Invoice question",
      topic: "invoice",
      turns: [
        "I have a question about last month's invoice, we were billed for a van we sold.",
        "I can see why that is annoying. I will pass it to accounts and they will correct it.",
        "Will I get it in writing?",
        "Yes, you will have a credit note by e-mail within two working days.",
        "Thanks, bye.",
      ],
    },
    {
      title: "Wrong number",
      topic: "wrong number",
      turns: [
        "Is that the tyre shop on Mill Lane?",
        "No, this is {business}, we make vehicle tracking systems.",
        "Sorry, I must have the wrong number.",
      ],
    },
  ],
};
