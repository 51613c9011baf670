import puppeteer from 'puppeteer-core';
const b = await puppeteer.launch({executablePath: '/usr/bin/chromium', args:['--no-sandbox','--headless=new']});
const p = await b.newPage();
p.on('pageerror',e=>console.log('ERR',e.message)); p.on('console',m=>{if(['error','warn'].includes(m.type()))console.log(m.type(),m.text().slice(0,200))});
const base='http://127.0.0.1:8121';
await p.goto(base+'/masuk'); await p.type('[name=identifier]','staff@demo.balai'); await p.type('[name=password]','demo-balai-2026');
await Promise.all([p.waitForNavigation(), p.click('main button[type=submit]')]);
for (const path of process.argv[2].split(',')) for (const w of [1280,360]) {
 await p.setViewport({width:w,height:w===360?800:860,isMobile:w===360,hasTouch:w===360});
 await p.goto(base+path); await new Promise(r=>setTimeout(r,3000));
 console.log(path, w, await p.evaluate(()=>innerWidth+' '+document.documentElement.scrollWidth));
 await p.screenshot({path:'/tmp/look4/'+path.replace(/\W+/g,'-')+w+'.png'});
}
await b.close();
